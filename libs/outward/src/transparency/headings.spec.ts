import { efcsn, ifcn } from './headings.js';

describe('the headings of the codes', () => {
  it('each name what answers them, or say that nothing here does', () => {
    for (const { answeredBy, notEvidencedHere } of [...ifcn, ...efcsn])
      if (answeredBy.length === 0) expect(notEvidencedHere).toMatch(/^Not evidenced here/);
  });

  it('never claim to evidence funding and ownership', () => {
    for (const code of [ifcn, efcsn]) {
      const funding = code.find(({ heading }) => /funding/iu.test(heading));
      expect(funding).toMatchObject({ answeredBy: [], notEvidencedHere: expect.stringMatching(/funding.*ownership/i) });
    }
  });
});
