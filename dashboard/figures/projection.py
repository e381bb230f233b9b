"""The map projection: from degrees on the globe to places on a map of equal areas."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0


def equal_earth(
    lon_deg: npt.ArrayLike, lat_deg: npt.ArrayLike, *, central_deg: float = 0.0
) -> tuple[Numbers, Numbers]:
    """Return places on the Equal Earth map of a globe with radius 1.

    Parameters
    ----------
    lon_deg, lat_deg : array_like
        Degrees east and north.
    central_deg : float
        Longitude of the middle of the map.

    Returns
    -------
    x, y : ndarray
        Eastward from -2.71 to 2.71, northward from -1.32 to 1.32. Areas on the map are those on
        the globe.

    References
    ----------
    Šavrič, B., Patterson, T. and Jenny, B. (2019). The Equal Earth map projection. *International
    Journal of Geographical Information Science* 33(3), 454-465 (online 2018), equations 1 to 4.

    Examples
    --------
    >>> x, y = equal_earth([0, 180], [0, 0])
    >>> x.round(3).tolist(), y.tolist()
    ([0.0, 2.707], [0.0, 0.0])
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    longitude = np.radians(np.asarray(lon_deg, dtype=np.float64) - central_deg)
    sine = np.sqrt(3) / 2 * np.sin(np.radians(np.asarray(lat_deg, dtype=np.float64)))
    theta = np.arcsin(sine)
    square = theta**2
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * np.sqrt(3) / 3 * longitude * np.cos(theta) / slope
    y = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    return x, y
