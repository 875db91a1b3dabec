// JupyterLab opens the file of an address such as /lab/tree/notebooks/supply.ipynb#cell-id=supply-07, and drops the cell.
// This plug-in, written by hand in the form of a built one, goes on to the cell.
(() => {
  const cell = location.hash;
  const path = decodeURIComponent(location.pathname.split("/lab/tree/")[1] || "");
  const id = decodeURIComponent(cell.replace("#cell-id=", ""));
  // While a notebook is being laid out and its kernel starts, JupyterLab goes back to the first cell: so go again until
  // the kernel is there and the cell was the active one for a second, or until the person does something.
  const stayAt = async (panel) => {
    let left = 240;
    let waits = true;
    const leave = () => { left = 0; };
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, leave, { once: true, capture: true });
    panel.sessionContext.ready.then(() => { waits = false; }, () => { waits = false; });
    for (let steady = 0; left > 0 && (waits || steady < 4); left -= 1) {
      steady = panel.content.activeCell?.model.id === id ? steady + 1 : 0;
      if (!steady) await panel.setFragment(cell);
      await new Promise((go) => setTimeout(go, 250));
    }
  };
  const plugin = {
    id: "cdp-desk:open-at",
    autoStart: true,
    activate: (app) => {
      if (!path || !cell.startsWith("#cell-id=")) return;
      app.restored.then(async () => {
        const panel = await app.commands.execute("docmanager:open", { path });
        await Promise.all([panel.context.ready, panel.revealed]);
        await stayAt(panel);
      });
    },
  };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["cdp-desk"] = {
    init: () => undefined,
    get: () => Promise.resolve(() => ({ __esModule: true, default: plugin })),
  };
})();
