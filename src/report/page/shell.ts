import { htmlText } from '../sections/text.ts'
import { script, scriptHash, style, styleHash } from './assets.ts'
import type { PageModel } from './model.ts'

/**
 * A page that is complete in itself: it runs its own script, shows its own style, and loads nothing.
 * @param body HTML
 */
export function shell(title: string, body: string, model: PageModel): string {
  const policy = `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${htmlText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
<script type="application/json" id="model">${json(model)}</script>
<script>${script}</script>
</body>
</html>
`
}

// --- internal ---

/** Nothing in it can end the element or begin a comment: https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements */
function json(model: PageModel): string {
  return JSON.stringify(model).replace(/[<\u2028\u2029]/g, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
