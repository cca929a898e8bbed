import { printable, withoutControls } from './errors.ts'

/** Where a run tells what it does. */
export interface Log {
  /** One line. */
  info: (text: string) => void
  warning: (text: string) => void
  /** For whoever looks for the reason of something; absent where nobody can ask for it. */
  debug?: (text: string) => void
  /** What is under way right now; each takes the place of the one before. Only where that can be shown. */
  status?: (text: string) => void
  /** Runs work inside a foldable group of the log. */
  group: <T>(title: string, work: () => Promise<T>) => Promise<T>
}

/** Where details go: to whoever debugs, and where there is no such place, to everybody. */
export function detailsTo({ debug, info }: Log): (text: string) => void {
  return debug ?? info
}

/** A log that never shows what `redact` hides, also where what cannot be printed stands within it. */
export function redactingLog(log: Log, redact: (text: string) => string): Log {
  const shown = (text: string) => printable(redact(withoutControls(text)))
  return {
    info: text => log.info(shown(text)),
    warning: text => log.warning(shown(text)),
    group: (title, work) => log.group(shown(title), work),
    ...(log.status === undefined ? {} : { status: log.status }),
    ...withDebug(log, shown),
  }
}

/**
 * A log that keeps what it is told until it is released, for work that runs beside other work: their lines
 * would be mixed up.
 */
export function holdingLog(log: Log): {
  log: Log
  release: () => void
  /** When it was first told something. */
  told: Promise<void>
} {
  let held: (() => void)[] | null = []
  const told = Promise.withResolvers<void>()
  const later = (tell: () => void) => {
    told.resolve()
    if (held === null) tell()
    else held.push(tell)
  }
  const { status } = log
  return {
    told: told.promise,
    log: {
      ...(status === undefined ? {} : { status: text => held === null && status(text) }),
      info: text => later(() => log.info(text)),
      warning: text => later(() => log.warning(text)),
      group: (title, work) => {
        later(() => log.info(title))
        return work()
      },
      ...withDebug(log),
    },
    release() {
      for (const tell of held ?? []) tell()
      held = null
    },
  }
}

function withDebug({ debug }: Log, shown = (text: string) => text): Pick<Log, 'debug'> {
  return debug === undefined ? {} : { debug: text => debug(shown(text)) }
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
