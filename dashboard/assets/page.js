// What every page does in the browser. A table is put in order by the heading that is pressed:
// largest numbers or first words first, then the other way round, then as it was. What is missing
// stands last. The page may draw a table again at any time: nothing is kept but in the table itself.
const ORDERS = { number: ["descending", "ascending"], word: ["ascending", "descending"] };

document.addEventListener("click", (event) => {
  const head = event.target.closest?.(".table th button")?.closest("th");
  if (head) order(head);
});

function order(head) {
  const body = head.closest("table").tBodies[0];
  const rows = [...body.rows];
  rows.forEach((row, place) => (row.dataset.place ??= place));
  const orders = ORDERS[head.classList.contains("number") ? "number" : "word"];
  const next = orders[orders.indexOf(head.ariaSort) + 1] ?? "none";
  for (const other of head.parentElement.cells) other.ariaSort = "none";
  head.ariaSort = next;
  const sign = next === "descending" ? -1 : 1;
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const place = (one, other) => one.dataset.place - other.dataset.place;
  rows.sort((one, other) => {
    if (next === "none") return place(one, other);
    const [a, b] = [value(one.cells[head.cellIndex]), value(other.cells[head.cellIndex])];
    if (a === null || b === null) return (a === null) - (b === null) || place(one, other);
    const apart = typeof a === "number" && typeof b === "number" ? a - b : words.compare(a, b);
    return sign * apart || place(one, other);
  });
  body.append(...rows);
}

function value(cell) {
  const { v } = cell.dataset;
  if (v !== undefined) return Number(v);
  const text = cell.textContent.trim();
  return text === "—" || text === "" ? null : text;
}

// A chart is drawn as wide as the screen: on paper it is made as much smaller as A4 asks.
const PAPER_PX = 690;

window.addEventListener("beforeprint", () => {
  for (const chart of document.querySelectorAll(".stPlotlyChart")) {
    const share = Math.min(1, PAPER_PX / chart.offsetWidth);
    chart.style.setProperty("--on-paper", String(share));
  }
});

// On a telephone a chart is wider than the page and scrolled: by keyboard too, once it has focus.
const telephone = matchMedia("(max-width: 640px)");
let due = false;

new MutationObserver(() => {
  if (due || !telephone.matches) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    for (const chart of document.querySelectorAll(".stPlotlyChart")) {
      chart.closest("[data-testid=stElementContainer]").tabIndex = 0;
    }
  });
}).observe(document, { childList: true, subtree: true });

// Where people log in, a page asks now and then how long the login still holds. When it is over the
// server says nothing more to this page: it stays as it is, with a line that says so, until somebody
// has logged in again in another tab.
const LONGEST_MS = 30_000;
const asked = document.documentElement.dataset.login;
if (asked) watchLogin();

async function watchLogin() {
  let wait = LONGEST_MS;
  try {
    const address = new URL(asked, document.baseURI);
    address.searchParams.set("lang", document.documentElement.lang);
    const told = await (await fetch(address)).json();
    sayEnded(told.seconds > 0 ? null : told);
    if (told.seconds > 0) wait = Math.min(wait, (told.seconds + 1) * 1000);
    else wait = 3_000;
  } catch {
    // The server does not answer: Streamlit says so.
  }
  setTimeout(watchLogin, wait);
}

function sayEnded(told) {
  let line = document.querySelector(".ended");
  if (!told) {
    line?.replaceChildren();
    return;
  }
  if (!line) {
    line = Object.assign(document.createElement("div"), { className: "ended" });
    line.setAttribute("role", "alert");
    document.body.append(line);
  }
  if (line.hasChildNodes()) return;
  const link = Object.assign(document.createElement("a"), {
    href: told.address,
    target: "_blank",
    textContent: told.link,
  });
  line.replaceChildren(told.sentence, link);
}
