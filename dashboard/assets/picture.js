// Two buttons that save the chart beside them as SVG or PNG: the chart as it is on the page, on its
// light paper, with its title above and its sources below. Plotly comes from our own server, and
// only when first asked for.
const PAD = 24;
const SVG = "http://www.w3.org/2000/svg";

export default function (component) {
  const { data, parentElement } = component;
  for (const format of ["svg", "png"]) {
    const button = parentElement.querySelector(`[data-format="${format}"]`);
    button.setAttribute("aria-label", data.label[format]);
    button.title = data.label[format];
    button.onclick = async () => {
      button.disabled = true;
      try {
        await save(data, format);
        component.setTriggerValue("saved", format);
      } finally {
        button.disabled = false;
      }
    };
    button.disabled = false;
  }
}

async function save(data, format) {
  const page = await picture(data);
  const svg = new Blob([new XMLSerializer().serializeToString(page)], { type: "image/svg+xml" });
  const blob = format === "svg" ? svg : await raster(page);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${data.file}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function picture(data) {
  const chart = document.querySelector(`.st-key-${CSS.escape(data.chart)} .js-plotly-plot`);
  const plotly = await library(data.library);
  const box = chart.getBoundingClientRect();
  const [width, height] = [Math.round(box.width), Math.round(box.height)];
  const font = { ...chart.layout.font, family: data.font };
  const { data: traces, layout } = JSON.parse(
    lit({ data: chart.data, layout: { ...chart.layout, font, width, height } }, data.light),
  );
  const drawn = await plotly.toImage({ data: traces, layout }, { format: "svg", width, height });
  const inner = new DOMParser().parseFromString(
    decodeURIComponent(drawn.slice(drawn.indexOf(",") + 1)),
    "image/svg+xml",
  ).documentElement;

  const title = lines(data.title, width, data.title_size, data.font);
  const source = lines(data.source, width, data.small_size, data.font);
  const top = PAD + title.length * data.title_size * 1.35 + PAD / 2;
  const bottom = PAD / 2 + source.length * data.small_size * 1.45 + PAD;
  const [w, h] = [width + 2 * PAD, Math.round(top + height + bottom)];
  const page = document.createElementNS(SVG, "svg");
  page.setAttribute("xmlns", SVG);
  page.setAttribute("viewBox", `0 0 ${w} ${h}`);
  page.setAttribute("width", w);
  page.setAttribute("height", h);
  const paper = document.createElementNS(SVG, "rect");
  paper.setAttribute("width", w);
  paper.setAttribute("height", h);
  paper.setAttribute("fill", data.paper);
  page.append(paper, ...written(title, PAD, data.title_size, 1.35, data.ink, data.font, 600));
  inner.setAttribute("x", PAD);
  inner.setAttribute("y", top);
  page.append(document.adoptNode(inner));
  const below = top + height + PAD / 2;
  page.append(...written(source, below, data.small_size, 1.45, data.muted, data.font, 400));
  return page;
}

// The chart in words, in the colours of paper: on a dark screen it has others.
function lit(chart, light) {
  const hex = (part) => Number(part).toString(16).padStart(2, "0").toUpperCase();
  const colour = (text) => light[text.toUpperCase()] ?? text;
  return JSON.stringify(chart)
    .replace(/#[0-9a-f]{6}\b/gi, colour)
    .replace(/rgba\((\d+), ?(\d+), ?(\d+)/g, (_, ...rgb) => {
      const found = colour(`#${rgb.slice(0, 3).map(hex).join("")}`).slice(1);
      return `rgba(${found.match(/../g).map((part) => parseInt(part, 16)).join(", ")}`;
    });
}

function lines(text, width, size, font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${size}px ${font}`;
  const out = [""];
  for (const word of text.split(" ")) {
    const longer = out.at(-1) ? `${out.at(-1)} ${word}` : word;
    if (out.at(-1) && pen.measureText(longer).width > width) out.push(word);
    else out[out.length - 1] = longer;
  }
  return out;
}

function written(texts, y, size, leading, colour, font, weight) {
  return texts.map((content, i) => {
    const node = document.createElementNS(SVG, "text");
    node.setAttribute("x", PAD);
    node.setAttribute("y", y + size + i * size * leading);
    node.setAttribute("fill", colour);
    node.setAttribute("font-size", size);
    node.setAttribute("font-family", font);
    node.setAttribute("font-weight", weight);
    node.textContent = content;
    return node;
  });
}

function raster(page) {
  const [w, h] = [page.width.baseVal.value, page.height.baseVal.value];
  const image = new Image();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * w, height: 2 * h });
  return new Promise((done, fail) => {
    image.onload = () => {
      canvas.getContext("2d").drawImage(image, 0, 0, 2 * w, 2 * h);
      canvas.toBlob(done, "image/png");
    };
    image.onerror = fail;
    image.src =
      "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(page));
  });
}

let loading;

function library(address) {
  loading ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(window.Plotly);
    script.onerror = fail;
    document.head.append(script);
  });
  return loading;
}
