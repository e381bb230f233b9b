"""Where the nodes and ribbons of a flow chart lie, for every writer alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dashboard.briefing.charts.drawing import Flows, Node, Ribbon

Point = tuple[float, float]


@dataclass(frozen=True)
class PlacedNode:
    """A node as a rectangle: left, top, width and height in the units asked for."""

    node: Node
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class PlacedRibbon:
    """A ribbon between two nodes: where it leaves, where it arrives, how thick it is."""

    ribbon: Ribbon
    start: Point
    end: Point
    thickness: float

    def corners(self) -> tuple[list[Point], list[Point]]:
        """Return the upper edge and the lower edge, each as a cubic curve of four points."""
        (x0, y0), (x1, y1) = self.start, self.end
        middle = (x0 + x1) / 2
        upper = [(x0, y0), (middle, y0), (middle, y1), (x1, y1)]
        return upper, [(x, y + self.thickness) for x, y in upper]


def placed(
    flows: Flows, *, width: float, height: float, unit: float
) -> tuple[list[PlacedNode], list[PlacedRibbon]]:
    """Return where nodes and ribbons lie in a box; y grows downwards.

    Parameters
    ----------
    flows : Flows
    width, height : float
        Of the box.
    unit : float
        Length of a pixel in the units of the box.
    """
    columns: dict[float, list[int]] = defaultdict(list)
    for rank, node in enumerate(flows.nodes):
        columns[round(node.x, 3)].append(rank)
    gap = flows.gap_px * unit
    scale = min(
        (height - gap * (len(ranks) - 1))
        / max(sum(flows.nodes[rank].value for rank in ranks), 1e-9)
        for ranks in columns.values()
    )
    thickness = flows.thickness_px * unit
    ends = sorted(columns)
    nodes: dict[int, PlacedNode] = {}
    for x, ranks in columns.items():
        share = (x - ends[0]) / ((ends[-1] - ends[0]) or 1.0)
        top = 0.0
        for rank in sorted(ranks, key=lambda one: flows.nodes[one].y):
            node = flows.nodes[rank]
            nodes[rank] = PlacedNode(
                node, share * (width - thickness), top, thickness, node.value * scale
            )
            top += node.value * scale + gap
    return [nodes[rank] for rank in sorted(nodes)], _ribbons(flows, nodes, scale)


def _ribbons(flows: Flows, nodes: dict[int, PlacedNode], scale: float) -> list[PlacedRibbon]:
    """Return the ribbons, those of a node one below another in the order of their other ends."""
    leaving = {rank: node.top for rank, node in nodes.items()}
    arriving = dict(leaving)
    starts: dict[int, Point] = {}
    ends: dict[int, Point] = {}
    order = range(len(flows.ribbons))
    for i in sorted(order, key=lambda one: nodes[flows.ribbons[one].target].top):
        source = flows.ribbons[i].source
        starts[i] = (nodes[source].left + nodes[source].width, leaving[source])
        leaving[source] += flows.ribbons[i].value * scale
    for i in sorted(order, key=lambda one: nodes[flows.ribbons[one].source].top):
        target = flows.ribbons[i].target
        ends[i] = (nodes[target].left, arriving[target])
        arriving[target] += flows.ribbons[i].value * scale
    return [
        PlacedRibbon(flows.ribbons[i], starts[i], ends[i], flows.ribbons[i].value * scale)
        for i in order
    ]
