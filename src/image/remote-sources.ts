import { parseDockerfile } from './dockerfile.ts'

/**
 * What a Dockerfile takes from elsewhere that may change while the file stays the same, in words: an `ADD` of an address,
 * or a syntax of its own. FROM images are not among it, since what comes with them is told apart.
 * @returns null when there is nothing of that kind
 */
export function remoteSource(dockerfile: string): string | null {
  if (!/^\s*(?:ONBUILD\s+)?ADD\b|^#\s*syntax\s*=/im.test(dockerfile)) return null
  const parsed = parseDockerfile(dockerfile)
  const syntax = parsed
    .getDirectives()
    .find(one => one.getDirective() === 'syntax')
    ?.getValue()
  if (
    syntax !== undefined &&
    !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?::|@|$)/.test(syntax)
  ) {
    return `it has the syntax ${syntax}`
  }
  const added = parsed
    .getInstructions()
    .filter(one => /^(?:ADD|ONBUILD)$/i.test(one.getKeyword()))
    .map(one => one.getTextContent())
    .find(text => /^(?:ONBUILD\s+)?ADD\b/i.test(text) && ADDRESS.test(text))
  return added === undefined ? null : 'it has an `ADD` of an address'
}

// --- internal ---

/** https://docs.docker.com/reference/dockerfile/#add: a URL, a Git repository, or a variable that may be one. */
const ADDRESS = /[a-z]+:\/\/|\bgit@|\bgithub\.com\/|[\s["]\$/i
