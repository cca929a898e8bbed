import { type Block, code, type Line, link, paragraph, prose, sign } from './document.ts'
import { names } from './headline.ts'
import { label, shortCommit } from './words.ts'

/** A run that came to no report. */
export interface NotMeasured {
  /** Of the images; empty when the settings that name them could not be read. */
  images: string[]
  commit: string
  /** In one sentence without its full stop; `…` marks code. */
  why: string
  runUrl: string
}

/** What takes the place of an earlier commit's report, which would be taken for this commit's. */
export function notMeasuredDocument({ images, commit, why, runUrl }: NotMeasured): Block[] {
  const what: Line = images.length === 0 ? ['Image sizes'] : names(images)
  return [
    {
      kind: 'heading',
      level: 3,
      content: [
        sign('exceeded'),
        ' ',
        ...what,
        ' could not be measured at ',
        code(shortCommit(commit)),
      ],
    },
    paragraph('Because ', ...prose(label(why, 600)), '.'),
    paragraph(
      'What stood here was of an earlier commit. ',
      link('The log of the run', runUrl),
      ' says more.',
    ),
  ]
}
