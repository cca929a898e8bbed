/** Where a run tells what it does. */
export interface Log {
  /** One line. */
  info: (text: string) => void
  warning: (text: string) => void
  /** Runs work inside a foldable group of the log. */
  group: <T>(title: string, work: () => Promise<T>) => Promise<T>
}

/** A log that never shows what `redact` hides. */
export function redactingLog(log: Log, redact: (text: string) => string): Log {
  return {
    info: text => log.info(redact(text)),
    warning: text => log.warning(redact(text)),
    group: (title, work) => log.group(redact(title), work),
  }
}

/** Turns chunks of a command's output into whole lines, so that nothing is redacted by halves. */
export function linesTo(write: (line: string) => unknown): {
  write: (text: string) => void
  end: () => void
} {
  let rest = ''
  return {
    write: text => {
      const lines = (rest + text).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) write(line)
    },
    end: () => {
      if (rest !== '') write(rest)
      rest = ''
    },
  }
}
