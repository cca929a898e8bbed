import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { redactor } from '../../src/common/redact.ts'
import { instructionText } from '../../src/image/instruction.ts'

test.each([
  ['CMD ["sh"]', 'CMD ["sh"]'],
  ['RUN /bin/sh -c go build # buildkit', 'RUN go build'],
  ['COPY . . # buildkit', 'COPY . .'],
  ['RUN echo /bin/sh -c #(nop) x', 'RUN echo /bin/sh -c #(nop) x'],
  ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
  ['/bin/sh -c #(nop) ADD file:c03517c5 in / ', 'ADD file:c03517c5 in /'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['RUN |1 TOKEN=s3cr3t /bin/sh -c make # buildkit', 'RUN TOKEN=*** make'],
  ['RUN |2 A=1 2 3 B=x=y /bin/sh -c make a=b # buildkit', 'RUN A=*** B=*** make a=b'],
  ['|1 TOKEN=s3cr3t /bin/sh -c make', 'RUN TOKEN=*** make'],
  [
    'RUN |1 T=v /bin/bash -o pipefail -c make # buildkit',
    'RUN T=*** /bin/bash -o pipefail -c make',
  ],
  ['RUN |1 T=v make all # buildkit', 'RUN T=*** …'],
  ['RUN /bin/sh -c echo one\necho two\n # buildkit', 'RUN echo one\necho two'],
  [undefined, ''],
  [null, ''],
])('%j reads %j', (history, text) => {
  expect(instructionText(history)).toBe(text)
})

test('no build-arg value survives, whatever it holds', () => {
  const value = fc
    .string({ minLength: 6 })
    .filter(text => !'RUN TOKEN=*** make … /bin/sh -c'.includes(text))
  fc.assert(
    fc.property(value, secret => {
      const shown = redactor([secret])(
        instructionText(`RUN |1 TOKEN=${secret} /bin/sh -c make # buildkit`),
      )
      expect(secret.trim().length < 4 || !shown.includes(secret.trim())).toBe(true)
    }),
  )
})
