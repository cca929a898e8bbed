import { expect, test } from '@jest/globals'
import { type Exchange, violations } from '../support/contract/contract.ts'

const home = '/repos/octocat/hello-world'
const ask = (fields: Partial<Exchange>): Exchange => ({
  method: 'GET',
  url: `${home}/issues/1/labels?per_page=100`,
  body: null,
  status: 200,
  answer: undefined,
  ...fields,
})
const post = { method: 'POST', url: `${home}/issues/1/comments`, status: 201 }
const query = { method: 'POST', url: '/graphql' }

// Everything that runs against the emulator goes through this; here is that it can fail.
test.each<[string, Exchange, RegExp | null]>([
  ['a list', ask({ answer: [] }), null],
  [
    'a list that is none',
    ask({ answer: {} }),
    /github\.com: GET .*labels: answer 200 must be array/,
  ],
  [
    'a parameter that there is not',
    ask({ url: `${home}/issues/1/labels?size=3` }),
    /no parameter size/,
  ],
  ['a route that there is not', ask({ url: `${home}/sizes` }), /there is no such route/],
  ['a comment', ask({ ...post, body: { body: 'text' } }), null],
  ['a comment without text', ask({ ...post, body: { text: 'text' } }), /request must have.*'body'/],
  ['an answer of no form', ask({ ...post, body: { body: '' }, answer: { id: 'x' } }), /answer 201/],
  ['a status that is not answered', ask({ status: 207, answer: [] }), /has no answer 207/],
  ['an error', ask({ status: 502, answer: { message: 'Bad Gateway' } }), null],
  ['GraphQL', ask({ ...query, body: { query: 'query { viewer { login } }' } }), null],
  [
    'GraphQL of no field',
    ask({ ...query, body: { query: 'query { viewer { size } }' } }),
    /"size"/,
  ],
])('%s', (_, exchange, wrong) => {
  const found = violations(exchange)
  if (wrong === null) expect(found).toEqual([])
  else expect(found.join('\n')).toMatch(wrong)
})

test('github.com and Enterprise Server are both asked', () => {
  const found = violations(ask({ answer: {} }))
  expect(found.map(text => text.split(':')[0])).toEqual(['api.github.com', 'ghes-3.19'])
})
