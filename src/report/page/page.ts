import type { PlatformComparison } from '../../compare/comparison.ts'
import type { ImageReport, Report, Trend } from '../report.ts'
import { measured, notes, removed, why, whyUnchanged } from '../sections/build.ts'
import { cureBlocks } from '../sections/cures.ts'
import type { Block } from '../sections/document.ts'
import { failureBlocks } from '../sections/failed.ts'
import { answer, headline } from '../sections/headline.ts'
import { overview, platformOverview } from '../sections/overview.ts'
import { packageBlocks } from '../sections/packages.ts'
import { pathBlocks } from '../sections/paths.ts'
import { type Room, roomy } from '../sections/room.ts'
import { sizeBlocks } from '../sections/sizes.ts'
import { spentBlocks } from '../sections/spent.ts'
import { htmlText } from '../sections/text.ts'
import { totalsBlock } from '../sections/totals.ts'
import { trendBlocks } from '../sections/trend.ts'
import { imageStatus, imagesIn, label, platformStatus } from '../sections/words.ts'
import { blocksHtml, lineHtml, plainText, withoutLinks } from './blocks.ts'
import { budgetsHtml } from './budget-bars.ts'
import { layerTable } from './layer-table.ts'
import type { PageModel, TrendModel } from './model.ts'
import { platformModel } from './platform-model.ts'
import { shell } from './shell.ts'
import { wasteList } from './waste-list.ts'

/**
 * The report as one page of its own: nothing to load, readable in light and dark, on paper, and without its scripts,
 * which add the pictures.
 */
export function htmlReport(report: Report): string {
  const { images } = report
  const isOne = imagesIn(report) === 1
  const model: PageModel = { platforms: {}, trends: {} }
  const platforms = images.reduce((sum, { comparison }) => sum + comparison.platforms.length, 0)
  const share = (all: number, least: number) =>
    Math.max(least, Math.floor(all / Math.max(1, platforms)))
  const context = { report, model, tiles: share(12_000, 60), paths: Math.min(25, share(100, 3)) }
  const body = [
    `<header><h1>${lineHtml(headline(report))}</h1></header>`,
    isOne ? '' : index(report),
    blocksHtml(failureBlocks(report, roomyPage.overview)),
    isOne ? blocksHtml((report.unchanged ?? []).map(whyUnchanged)) : '',
    blocksHtml(removed(report, roomyPage)),
    ...images.map((image, at) => imageHtml(image, at, { ...context, isOne })),
    blocksHtml(notes(report, roomyPage)),
    `<footer>Image Size Gate</footer>`,
  ]
  return shell(plainText(headline(report)), body.filter(part => part !== '').join('\n'), model)
}

// --- internal ---

/** Images whose sections are open from the start. */
const MOST_OPEN = 5

const roomyPage: Room = {
  ...roomy,
  layers: 2000,
  folded: 2000,
  paths: 500,
  quiet: Number.POSITIVE_INFINITY,
  notes: 500,
}

interface Context {
  report: Report
  model: PageModel
  /** Tiles of each platform; with 50 bytes each, those of all stay below a megabyte. */
  tiles: number
  /** Paths, packages and findings of each layer. */
  paths: number
  isOne: boolean
}

/** What all images come to, and a row for each, which leads to its section. */
function index(report: Report): string {
  const rows = overview(report, roomyPage, image => `#image-${report.images.indexOf(image)}`)
  return [
    blocksHtml([totalsBlock(report)]),
    `<nav aria-label="Images">${blocksHtml(rows)}</nav>`,
  ].join('\n')
}

function imageHtml(image: ImageReport, at: number, context: Context): string {
  const level = context.isOne ? 2 : 3
  const parts = [
    blocksHtml(why(image)),
    platformsHtml(image, `image-${at}`, level, context),
    blocksHtml(cureBlocks(image.cures, roomyPage)),
    `<p class="quiet">${lineHtml(measured(image))}</p>`,
  ].join('\n')
  if (context.isOne) return `<article id="image-${at}">${parts}</article>`
  const urgent = context.report.images.filter(isUrgent)
  const open = isUrgent(image) && urgent.indexOf(image) < MOST_OPEN ? ' open' : ''
  return `<details class="image" id="image-${at}"${open}><summary><h2>${lineHtml(withoutLinks(answer(image)))}</h2></summary>\n${parts}\n</details>`
}

function isUrgent(image: ImageReport): boolean {
  return !['held', 'unknown'].includes(imageStatus(image))
}

function platformsHtml(image: ImageReport, id: string, level: number, context: Context): string {
  const { platforms } = image.comparison
  const [only] = platforms
  if (platforms.length === 1 && only !== undefined)
    return platformHtml(only, image, `${id}-0`, level, context)
  const sections = platforms.map((platform, at) => {
    const title = lineHtml([
      { kind: 'status', status: platformStatus(image, platform) },
      ' ',
      { kind: 'code', text: label(platform.platform, 40) },
    ])
    return `<section><h${level}>${title}</h${level}>\n${platformHtml(platform, image, `${id}-${at}`, level + 1, context)}</section>`
  })
  return [blocksHtml([platformOverview(image, context.report)]), ...sections].join('\n')
}

function platformHtml(
  platform: PlatformComparison,
  image: ImageReport,
  id: string,
  level: number,
  { report, model, tiles, paths }: Context,
): string {
  const { comparison } = image
  const target = { report, comparison }
  const data = platformModel(platform, target, tiles)
  model.platforms[id] = data
  const trends = (image.trends ?? []).filter(one => one.platform === platform.platform)
  return [
    blocksHtml(sizeBlocks(platform, comparison.baseline, report)),
    budgetsHtml(image, platform, level),
    blocksHtml(spentBlocks(image, platform, report)),
    figure('stacks', id, 'Both images, layer by layer', level),
    layerTable(platform, target, { id, level, most: paths }),
    data.tiles === null ? '' : figure('treemap', id, 'What is in it, by path', level),
    blocksHtml([
      ...pathBlocks(platform, roomyPage.paths, report.minimumChange),
      ...packageBlocks(platform, roomyPage.paths),
    ]),
    wasteList(platform, target, level),
    ...trends.map((trend, at) =>
      trendHtml(trend, image, `${id}-trend-${at}`, level, report, model),
    ),
  ]
    .filter(part => part !== '')
    .join('\n')
}

/** Where a script draws; without one, there is nothing to see. */
function figure(kind: string, id: string, title: string, level: number): string {
  return `<section class="figure" data-${kind}="${id}" hidden><h${level}>${htmlText(title)}</h${level}></section>`
}

function trendHtml(
  trend: Trend,
  image: ImageReport,
  id: string,
  level: number,
  report: Report,
  model: PageModel,
): string {
  const table: Block[] = trendBlocks([trend], trend.platform, report)
  if (table.length === 0) return ''
  model.trends[id] = trendModel(trend, image, report)
  return [
    figure('trend', id, `Over the last commits of ${label(trend.ref, 40)}`, level),
    blocksHtml(table),
  ].join('\n')
}

function trendModel(trend: Trend, image: ImageReport, { repository }: Report): TrendModel {
  const limits = { 'max-size': 'unpacked', 'max-compressed-size': 'compressed' } as const
  return {
    title: image.comparison.name,
    commits: repository === null ? null : `${repository.serverUrl}/${repository.name}/commit/`,
    points: trend.points.map(({ commit, subject = '', unpacked, compressed }) => ({
      commit,
      subject: label(subject, 100),
      unpacked,
      compressed,
    })),
    budgets: image.judgements.flatMap(({ budget, platform, allowed }) =>
      (budget.metric === 'max-size' || budget.metric === 'max-compressed-size') &&
      platform === trend.platform &&
      budget.path === undefined &&
      budget.layer === undefined &&
      allowed !== null
        ? [{ name: budget.metric, metric: limits[budget.metric], bytes: allowed }]
        : [],
    ),
  }
}
