import * as desk from '#libs/desk';
import { readyMadeScales } from '#libs/factcheck';
import {
  ChangeMethodology,
  ChangeOrganization,
  ChangePolicy,
  ChangeScale,
  ConfirmPolicy,
  MethodologyStore,
} from '#libs/identity';
import { Sequencer, Signer } from '#libs/ledger';
import {
  CancelReport,
  ExpireReport,
  MakeReport,
  ReportFiles,
  RequestReport,
  RetryReport,
  TakeReport,
} from '#libs/outward';
import { RunImport } from '../../../../../apps/worker/src/imports/run-import.js';
import { quorums } from '../../quorum-model/plans.js';
import type { Action, Scene } from '../scene.js';

const always = (): boolean => true;

async function* lines(rows: readonly object[]): AsyncGenerator<Buffer> {
  yield Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
}

const rowsOf = (scene: Scene, kind: desk.ImportKind): object[] =>
  Array.from({ length: 3 }, () => {
    const externalId = String(scene.random.below(200));
    switch (kind) {
      case 'sources':
        return { externalId, kind: 'document', title: scene.words(), access: 'open' };
      case 'articles':
        return { externalId, headline: scene.words(), outlet: 'x', language: 'en', text: scene.words() };
      case 'claims':
        return {
          externalId,
          statement: scene.words(),
          kind: 'event',
          language: 'en',
          mode: 'stated',
          claimant: { kind: 'outlet', name: `Claimant ${scene.random.below(40)}` },
          appearance: { medium: 'radio' },
        };
      case 'external-reviews':
        return {
          '@type': 'ClaimReview',
          url: `https://review.example/${externalId}`,
          claimReviewed: scene.words(),
          author: { '@type': 'Organization', name: 'Another desk' },
          reviewRating: { '@type': 'Rating', ratingValue: 1, worstRating: 1, bestRating: 5, alternateName: 'False' },
        };
      case 'legacy':
        return {
          '@type': 'ClaimReview',
          url: `https://replay.example/${externalId}`,
          claimReviewed: scene.words(),
          datePublished: scene.random.pick(['2019', '2019-05-03', '2019-05-03T10:00:00Z']),
          itemReviewed: { author: { '@type': 'Person', name: `Claimant ${scene.random.below(40)}` } },
          reviewRating: { ratingValue: 1, alternateName: scene.random.pick(['False', 'Made up', 'Huh']) },
        };
    }
  });

const legacy: desk.LegacyOptions = { ratings: [{ label: 'made up', code: 'false' }], authors: [], language: 'en' };

/** An import from its announcement to its end; half of the announced ones never get their content. */
async function importRows(scene: Scene): Promise<void> {
  const kind = scene.random.pick(desk.importKinds);
  const actor = scene.who('editor');
  const dryRun = scene.random.chance(0.2);
  const wanted = await scene
    .verb(desk.RequestImport)
    .run(actor, { kind, source: 'archive', dryRun, ...(kind === 'legacy' ? { legacy } : {}) });
  if (scene.random.chance(0.3)) return;
  await scene.verb(desk.SendImportContent).run(actor, wanted.id, lines(rowsOf(scene, kind)));
  await scene.verb(RunImport).run(scene.house.organization, wanted.id, always);
}

async function report(scene: Scene): Promise<void> {
  await scene.verb(Sequencer).sequenceOrganization(scene.house.organization);
  const { id } = await scene.verb(RequestReport).run(scene.who('auditor'), { kind: 'claims-register' });
  const { organization } = scene.house;
  if (scene.random.chance(0.3)) {
    await scene.verb(CancelReport).run(scene.who('auditor'), id);
    if (scene.random.chance(0.5)) await scene.verb(RetryReport).run(scene.who('auditor'), id);
    else return;
  }
  await scene.verb(MakeReport).run(organization, id, always);
  const file = await scene.verb(ReportFiles).open(scene.who('auditor'), id);
  await scene.verb(TakeReport).run(scene.who('auditor'), file);
  await scene.verb(ExpireReport).run(organization, id);
}

/** The newsroom itself, what comes in by the bulk, what goes out, and the log that is ordered meanwhile. */
export const house: Readonly<Record<string, Action>> = {
  organization: {
    verbs: [ChangeOrganization],
    weight: 0.5,
    act: async (scene) =>
      scene
        .verb(ChangeOrganization)
        .run(
          scene.who('admin'),
          { siteName: scene.words(), baseUrl: scene.random.pick([null, 'https://facts.example']) },
          Number((await scene.some('(select *, organization_id as id from organization)')).version),
        ),
  },
  policy: {
    verbs: [ChangePolicy],
    weight: 1,
    act: (scene) =>
      scene.verb(ChangePolicy).run(scene.who('editor'), {
        quorum: scene.random.pick(quorums.slice(0, 3)),
        citationAuthorsMayVote: scene.random.chance(0.5),
        procedures: { urgent: scene.random.chance(0.8) ? { approvals: 1, hours: 24 } : null },
      }),
  },
  confirm: {
    verbs: [ConfirmPolicy],
    weight: 2,
    act: async (scene) =>
      scene
        .verb(ConfirmPolicy)
        .run(scene.who('admin'), (await scene.some('policy_proposal', 'policy_version is null')).id),
  },
  scale: {
    verbs: [ChangeScale],
    weight: 0.3,
    act: (scene) => scene.verb(ChangeScale).run(scene.who('editor'), scene.random.pick(readyMadeScales)),
  },
  methodology: {
    verbs: [ChangeMethodology],
    weight: 0.3,
    act: async (scene) => {
      const [newest] = await scene.verb(MethodologyStore).list(scene.house.organization);
      const text = { language: scene.random.pick(['en', 'es']), text: scene.words() };
      return scene.verb(ChangeMethodology).run(scene.who('editor'), text, newest?.version ?? 0);
    },
  },
  import: {
    verbs: [desk.RequestImport, desk.SendImportContent, desk.ImportBatch, desk.FinishImport],
    weight: 1,
    act: importRows,
  },
  report: {
    verbs: [RequestReport, CancelReport, RetryReport, MakeReport, TakeReport, ExpireReport],
    weight: 0.3,
    act: report,
  },
  export: {
    verbs: [desk.ExportClaims],
    weight: 0.1,
    act: async (scene) => {
      for await (const _ of await scene.verb(desk.ExportClaims).run(scene.who('editor'), 'csv', {}));
    },
  },
  sequence: {
    verbs: [],
    weight: 1,
    act: (scene) => scene.verb(Sequencer).sequenceOrganization(scene.house.organization),
  },
  sign: { verbs: [], weight: 0.2, act: (scene) => scene.verb(Signer).tick() },
};
