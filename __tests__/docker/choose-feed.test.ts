import { expect, test } from '@jest/globals'
import { chooseFeed, type FeedQuestion } from '../../src/docker/choose-feed.ts'

const question: FeedQuestion = {
  source: 'build',
  driver: 'docker',
  store: 'containerd',
  detail: 'files',
  compressedBudget: false,
  reachable: true,
}

test.each<[Partial<FeedQuestion>, string, RegExp]>([
  [{}, 'push', /has not seen/],
  [{ detail: 'layers' }, 'push', /has not seen/],
  [{ compressedBudget: true }, 'push', /has not seen/],
  [{ reachable: false }, 'stream', /driver `docker` cannot reach/],
  [{ source: 'engine' }, 'push', /has not seen/],
  [{ source: 'engine', reachable: false }, 'save', /saves the image/],
  [{ store: 'classic' }, 'save', /one `docker save` is cheaper/],
  [{ store: 'classic', detail: 'layers' }, 'history', /unpacked size of every layer exactly/],
  [{ store: 'classic', compressedBudget: true }, 'push', /a budget asks for compressed sizes/],
  [{ store: 'classic', compressedBudget: true, detail: 'layers' }, 'push', /a budget asks/],
  [{ store: 'classic', compressedBudget: true, reachable: false }, 'save', /although a budget/],
  [
    { store: 'classic', compressedBudget: true, reachable: false, detail: 'layers' },
    'history',
    /although/,
  ],
  [{ store: 'classic', reachable: false }, 'save', /cheaper/],
  [{ store: 'classic', source: 'engine' }, 'save', /cheaper/],
  [{ store: 'classic', source: 'engine', detail: 'layers' }, 'history', /exactly/],
  [{ store: 'classic', source: 'engine', compressedBudget: true }, 'push', /a budget asks/],
  // The engine's store does not matter to a builder of its own.
  [{ store: 'classic', driver: 'docker-container' }, 'push', /has not seen/],
  [
    { store: 'classic', driver: 'docker-container', reachable: false },
    'stream',
    /`docker-container`/,
  ],
  [{ driver: 'docker-container' }, 'push', /has not seen/],
  [
    { driver: 'docker-container', reachable: false, compressedBudget: true },
    'stream',
    /cannot reach/,
  ],
  [{ driver: 'remote' }, 'push', /has not seen/],
  [{ driver: 'remote', reachable: false }, 'stream', /`remote`/],
  [{ driver: 'kubernetes', reachable: false }, 'stream', /`kubernetes`/],
  [{ driver: 'cloud', reachable: false, detail: 'layers' }, 'stream', /`cloud`/],
])('%j → %s', (changes, feed, reason) => {
  const choice = chooseFeed({ ...question, ...changes })
  expect(choice.feed).toBe(feed)
  expect(choice.reason).toMatch(reason)
  expect(choice.reason).not.toMatch(/\.$/)
})
