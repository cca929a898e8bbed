/** The look of the HTML report. */
export const css = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1f2328, #e6edf3);
  --quiet: light-dark(#59636e, #9198a1);
  --page: light-dark(#f6f8fa, #0d1117);
  --sheet: light-dark(#ffffff, #151b23);
  --line: light-dark(#d1d9e0, #3d444d);
  --red: light-dark(#cf222e, #f85149);
  --green: light-dark(#1a7f37, #3fb950);
  --yellow: light-dark(#9a6700, #d29922);
  --blue: light-dark(#0969da, #4493f8);
}
* { box-sizing: border-box }
body { margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 2rem 2rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px }
h1 { font-size: 1.5rem; line-height: 1.3; margin: .5rem 0 1.2rem }
h2 { font-size: 1.2rem; margin: 2rem 0 .8rem }
h3 { font-size: 1rem; margin: 1.5rem 0 .6rem }
p { margin: .8rem 0 }
code { font: .88em ui-monospace, SFMono-Regular, "DejaVu Sans Mono", Menlo, Consolas, monospace; background: color-mix(in srgb, var(--quiet) 14%, transparent); padding: .12em .35em; border-radius: 5px; overflow-wrap: anywhere }
a { color: var(--blue); text-decoration: none; white-space: nowrap }
a:hover { text-decoration: underline }
.table { overflow-x: auto; margin: 1rem 0 }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: .4rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { color: var(--quiet); font-size: .85em; font-weight: 600 }
th code { background: none; padding: 0 }
tbody tr:last-child td { border-bottom: 0 }
.number { text-align: right; white-space: nowrap }
.bar { display: block; height: 4px; min-width: 6rem; margin-top: .3rem; border-radius: 2px; background: linear-gradient(to left, var(--ink) var(--share), color-mix(in srgb, var(--quiet) 15%, transparent) 0) }
.grown { --ink: var(--red) }
.shrunk { --ink: var(--green) }
.same { --ink: var(--blue) }
.sign { display: inline-grid; place-items: center; width: 1.35em; height: 1.35em; border-radius: 50%; color: #fff; font-size: .8em; font-weight: 700; vertical-align: .08em; background: var(--quiet) }
.sign.held { background: light-dark(#1a7f37, #238636) }
.sign.exceeded { background: light-dark(#cf222e, #da3633) }
.sign.warning, .sign.approved { background: light-dark(#9a6700, #9e6a03) }
details { margin: .6rem 0; padding: .5rem .8rem; border: 1px solid var(--line); border-radius: 8px }
summary { cursor: pointer }
ul { padding-left: 0; list-style: none }
li { margin: .4rem 0 }
footer { margin-top: 1.5rem; color: var(--quiet); font-size: .82em }
svg { width: 100%; height: auto; margin: .5rem 0 }
polyline { fill: none; stroke: var(--blue); stroke-width: 2 }
circle { fill: var(--blue) }
`
