/**
 * The history's text as a reader of the Dockerfile knows it, without build-arg values.
 * BuildKit writes `RUN |1 TOKEN=s3cr3t /bin/sh -c make # buildkit`, older builders
 * `/bin/sh -c #(nop)  CMD ["bash"]` or a bare `/bin/sh -c make`.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go (commitToHistory)
 */
export function instructionText(createdBy: string | null | undefined): string {
  let text = (createdBy ?? '').replace(/\s*# buildkit\s*$/, '').trim()
  const nop = /^\/bin\/sh -c #\(nop\)\s+/.exec(text)
  if (nop !== null) return text.slice(nop[0].length)
  const args = /^(?:RUN )?\|(\d+) /.exec(text)
  if (args !== null) text = `RUN ${withoutArguments(text.slice(args[0].length), Number(args[1]))}`
  if (/^\/bin\/sh -c /.test(text)) text = `RUN ${text}`
  return text.replace(/^RUN ((?:[A-Za-z_]\w*=\*\*\* )*)\/bin\/sh -c /, 'RUN $1').trim()
}

/**
 * What two builds of one instruction share: the text without content hashes, blanks and arguments.
 * Two layers with equal keys were written by the same line of a Dockerfile.
 */
export function instructionKey(instruction: string): string {
  return instruction
    .replace(/\b(file|dir|multi):[0-9a-f]{64}\b/g, '$1:…')
    .replace(/\s+/g, ' ')
    .trim()
}

/** `RUN`, `COPY`, …; empty when the text does not begin with a keyword. */
export function keywordOf(instruction: string): string {
  return /^[A-Z]+\b/.exec(instruction)?.[0] ?? ''
}

// --- internal ---

// The values are not quoted, so where the last one ends is known only by the shell that follows.
function withoutArguments(text: string, count: number): string {
  const shell =
    / (?:\/\S+\/)?(?:sh|bash|ash|dash|zsh|pwsh|powershell)(?: -[a-zA-Z]\S*| pipefail)* -\w*c /.exec(
      ` ${text}`,
    )
  const head = shell === null ? text : text.slice(0, Math.max(0, shell.index - 1))
  const names = [...` ${head}`.matchAll(/ ([A-Za-z_]\w*)=/g)].slice(0, count).map(match => match[1])
  const command = shell === null ? '…' : text.slice(shell.index).trim()
  return [...names.map(name => `${name}=***`), command].join(' ')
}
