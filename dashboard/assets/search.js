// The search box on top of every page. What is typed goes to our own server, which answers with
// links kind by kind. Read together with lead_on.js, which follows them, and widgets.js.
const PAUSE_MS = 90;

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector("[role=search]");
  const input = box.querySelector("input");
  input.placeholder = data.placeholder;
  input.setAttribute("aria-label", data.label);
  box.querySelector("[role=listbox]").setAttribute("aria-label", data.label);
  box.data = data;
  way.box = box;
  way.pages = new Set(data.pages);
  speak(data);
  if (box.isReady) return;
  box.isReady = true;
  input.oninput = () => later(box);
  input.onfocus = () => later(box);
  input.onkeydown = (event) => keyed(box, event);
  input.onblur = () => close(box);
  box.querySelector("[role=listbox]").onmousedown = (event) => event.preventDefault();
  listen();
}

function later(box) {
  clearTimeout(box.timer);
  box.pending = new Promise((done) => {
    box.timer = setTimeout(() => suggest(box).then(done), PAUSE_MS);
  });
}

async function suggest(box) {
  const input = box.querySelector("input");
  const asked = input.value;
  box.request?.abort();
  box.request = new AbortController();
  try {
    const answer = await ask(box.data, { q: asked }, { signal: box.request.signal });
    if (answer.ok) show(box, asked.trim() ? await answer.json() : { sentence: "", groups: [] });
  } catch (error) {
    if (error.name !== "AbortError") close(box);
  }
}

function show(box, found) {
  const list = box.querySelector("[role=listbox]");
  let n = 0;
  const groups = found.groups.map((group) => {
    const part = made("div", { role: "group", "aria-label": group.heading });
    part.append(made("div", { class: "heading", "aria-hidden": "true" }, group.heading));
    for (const link of group.links) part.append(option(box, link, `found-${n++}`));
    return part;
  });
  list.replaceChildren(...groups);
  box.querySelector("[role=status]").textContent = found.sentence;
  box.querySelector(".found").hidden = !found.sentence;
  const input = box.querySelector("input");
  input.setAttribute("aria-expanded", String(n > 0));
  input.removeAttribute("aria-activedescendant");
}

function option(box, link, id) {
  const outside = link.is_outside ? { target: "_blank", rel: "noopener" } : {};
  const row = made("a", { role: "option", id, href: link.address, tabindex: "-1", ...outside });
  row.append(made("span", { class: "name" }, link.name + (link.is_outside ? " ↗" : "")));
  if (link.note) row.append(made("span", { class: "note" }, link.note));
  row.setAttribute("aria-selected", "false");
  return row;
}

function made(tag, attributes, text = "") {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

async function keyed(box, event) {
  const options = [...box.querySelectorAll("[role=option]")];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (options.length) choose(box, options, now, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    await box.pending;
    open(box.querySelector("[aria-selected=true]") ?? box.querySelector("[role=option]"));
  } else if (event.key === "Escape") {
    box.querySelector("input").value = "";
    close(box);
  }
}

function choose(box, options, now, step) {
  const next = now < 0 ? (step > 0 ? 0 : options.length - 1) : now + step;
  const chosen = options[(next + options.length) % options.length];
  for (const one of options) one.setAttribute("aria-selected", String(one === chosen));
  box.querySelector("input").setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

function open(link) {
  if (!link) return;
  if (link.target) window.open(link.href, "_blank", "noopener");
  else link.click();
}

function close(box) {
  clearTimeout(box.timer);
  box.request?.abort();
  box.querySelector(".found").hidden = true;
  const input = box.querySelector("input");
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}
