import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

/** The Chromium that `script/bootstrap` brought, or found. */
export function startBrowser(): Promise<Browser> {
  // As root, its sandbox does not start.
  const args = ['--no-sandbox', '--disable-gpu']
  return chromium.launch({ executablePath: browserPath(), args })
}

/** A page that was opened from disk, and all that it did besides showing itself. */
export interface Opened {
  page: Page
  /** Errors, words on the console, and requests. */
  noise: string[]
  /** Milliseconds that the page's own thread worked until it was drawn: unlike the time that passed, it is the same beside others. */
  took: number
}

export async function open(
  browser: Browser,
  file: string,
  look: {
    width?: number
    scheme?: 'light' | 'dark'
    script?: boolean
    still?: boolean
    scale?: number
  } = {},
): Promise<Opened> {
  const { width = 1280, scheme = 'light', script = true, still = true, scale = 1 } = look
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    deviceScaleFactor: scale,
    javaScriptEnabled: script,
    reducedMotion: still ? 'reduce' : 'no-preference',
  })
  const noise: string[] = []
  const url = `file://${file}`
  page.on('console', message => noise.push(`console: ${message.text()}`))
  page.on('pageerror', error => noise.push(`error: ${error.message}`))
  page.on('request', request => {
    if (request.url() !== url) noise.push(`request: ${request.url()}`)
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(url)
  // Pictures are drawn when their width is known, which is in the frame after.
  if (script)
    await page.evaluate('new Promise(done => requestAnimationFrame(() => setTimeout(done)))')
  const { metrics } = await session.send('Performance.getMetrics')
  const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value
  return { page, noise, took: (seconds ?? Number.NaN) * 1000 }
}

// --- internal ---

const names = ['chromium-headless-shell', 'chromium', 'google-chrome']

function browserPath(): string {
  const folders = [resolve('.cache/bin'), ...(process.env.PATH ?? '').split(delimiter)]
  const found = names
    .flatMap(name => folders.map(folder => join(folder, name)))
    .find(path => existsSync(path))
  if (found === undefined) throw new Error('script/bootstrap has not fetched Chromium')
  return found
}
