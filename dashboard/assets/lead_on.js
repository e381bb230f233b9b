// The way on from page to page: a click on a link to a page of ours, wherever it stands, is followed
// in this tab, without loading everything anew; so is a click on what a chart draws of a State, text
// or roll call. The key / leads to the search.
const OURS_ALREADY = "[data-testid=stSidebarNav], [data-testid=stPageLink]";
const LEADS = "leads-on";

// The one box of this tab, and what charts lead to; kept with the window, as listeners are.
const way = (window.trojkaWay ??= {});

function listen() {
  if (window.trojkaLeads) return;
  window.trojkaLeads = true;
  document.addEventListener("click", (event) => clicked(event), true);
  document.addEventListener("pointerdown", (event) => chartPressed(event), true);
  document.addEventListener("pointerup", (event) => chartReleased(event), true);
  document.addEventListener("mousemove", (event) => chartPointedAt(event), { passive: true });
  document.addEventListener("keydown", (event) => slash(event));
}

// Streamlit goes to an address within the session when the browser goes back or forth: so do we. The
// shell that the server gives marks the address, so that it alone says what is shown.
function follow(address) {
  close(way.box);
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  history.pushState({}, "", way.box.data.root + address);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

function ask(data, query, options = {}) {
  const asked = new URLSearchParams({ ...data.carried, ...query });
  return fetch(`${data.address}?${asked}`, options);
}

function clicked(event) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((node) => node.tagName?.toLowerCase() === "a");
  if (!link || link.hasAttribute("download") || link.closest(OURS_ALREADY)) return;
  const address = within(link.getAttribute("href") ?? link.getAttribute("xlink:href"));
  if (address === null) return;
  event.preventDefault();
  event.stopPropagation();
  follow(address);
}

// The address of one of our pages, or nothing where a link leads elsewhere.
function within(href) {
  if (!href || href.startsWith("#")) return null;
  const url = new URL(href, document.location.href);
  const root = way.box.data.root;
  const page = url.pathname.startsWith(root) ? url.pathname.slice(root.length) : null;
  const isOurs = url.origin === document.location.origin && way.pages.has(page);
  return isOurs ? (page === way.box.data.first ? "" : page) + url.search : null;
}

function slash(event) {
  const typing = event.composedPath()[0];
  const isTyping = /^(input|textarea|select)$/i.test(typing.tagName) || typing.isContentEditable;
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  way.box.querySelector("input").focus();
}

// What a chart draws under the mouse, by the names that it bears, the most telling first.
function names(chart) {
  const point = chart?._hoverdata?.[0];
  if (!point) return [];
  const told = [point.customdata, point.text, point.y, point.x].map((one) => [one].flat()[0]);
  return told.filter((one) => typeof one === "string" && one).map((one) => one.split("<br>")[0]);
}

// Where the first of some names leads that is a State, text or roll call, asked once for each.
async function view(chart) {
  way.views ??= new Map();
  for (const name of names(chart)) {
    const key = JSON.stringify([way.box.data.carried, name]);
    if (!way.views.has(key)) {
      const answer = await ask(way.box.data, { name });
      way.views.set(key, answer.ok ? (await answer.json()).address : null);
    }
    if (way.views.get(key)) return way.views.get(key);
  }
  return null;
}

async function chartPointedAt(event) {
  const chart = event.target.closest?.(".js-plotly-plot");
  const name = names(chart).join("\n");
  if (!chart || chart.dataset.pointedAt === name) return;
  chart.dataset.pointedAt = name;
  chart.classList.toggle(LEADS, (await view(chart)) !== null);
}

// Plotly lays a sheet over the page while the mouse is down: where it went down tells the chart.
function chartPressed(event) {
  const chart = event.target.closest?.(".js-plotly-plot");
  const isPress = chart?.classList.contains(LEADS) && event.pointerType === "mouse";
  way.press = isPress && !event.button ? { chart, x: event.clientX, y: event.clientY } : null;
}

async function chartReleased(event) {
  const press = way.press;
  way.press = null;
  if (!press || Math.hypot(event.clientX - press.x, event.clientY - press.y) > 4) return;
  const address = await view(press.chart);
  if (address) follow(address);
}
