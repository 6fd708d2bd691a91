import * as desk from '#libs/desk';
import { accessKinds, stances } from '#libs/factcheck';
import type { Action, Scene } from '../scene.js';

const open = `status in ('accepted', 'checking')`;

async function* bytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

const citable = (scene: Scene) => scene.some('source', 'merged_into is null');

async function mode(scene: Scene): Promise<Pick<desk.CitationInput, 'mode'> & Partial<desk.CitationInput>> {
  const captures = await scene.rows('capture', `status in ('uploaded', 'fetched')`);
  const which = scene.random.below(3);
  if (which === 0 && captures.length > 0)
    return { mode: 'captured', capture: scene.random.pick(captures).id, excerpt: scene.words() };
  if (which === 1) return { mode: 'linked' };
  return {
    mode: 'consulted',
    consultedOn: scene.day(),
    retrievedAt: '2025-05-09T10:00:00Z',
    figure: { value: '1.50', unit: 'people', period: null, asOf: '2025', publishedOn: null, vintage: null },
  };
}

/** What is gathered on a claim. */
export const evidence: Readonly<Record<string, Action>> = {
  register: {
    verbs: [desk.RegisterSource],
    weight: 3,
    act: (scene) =>
      scene.verb(desk.RegisterSource).run(scene.who('researcher'), {
        kind: 'document',
        title: scene.words(),
        access: scene.random.pick(accessKinds),
        unnamed: scene.random.chance(0.1),
      }),
  },
  editSource: {
    verbs: [desk.EditSource],
    weight: 2,
    act: async (scene) => {
      const source = await scene.some('source');
      const change = scene.random.pick([{ title: scene.words() }, { publisher: scene.words() }, { url: null }]);
      return scene.verb(desk.EditSource).run(scene.who('editor'), source.id, change, source.version as number);
    },
  },
  mergeSource: {
    verbs: [desk.MergeSource],
    weight: 1,
    act: async (scene) =>
      scene.verb(desk.MergeSource).run(scene.who('editor'), (await citable(scene)).id, (await citable(scene)).id),
  },
  unmergeSource: {
    verbs: [desk.UnmergeSource],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.UnmergeSource)
        .run(scene.who('editor'), (await scene.some('source', 'merged_into is not null')).id),
  },
  cite: {
    verbs: [desk.AddCitation],
    weight: 12,
    act: async (scene) => {
      const claim = await scene.some('claim', open);
      const [earlier] = await scene.rows('citation', 'claim_id = $2 and removed_at is null', [claim.id]);
      return scene
        .verb(desk.AddCitation)
        .run(scene.random.pick([scene.who('researcher'), scene.who('editor')]), claim.id, {
          source: (await citable(scene)).id,
          stance: scene.random.pick(stances),
          primary: scene.random.chance(0.7),
          note: scene.words(),
          ...(earlier && scene.random.chance(0.2) ? { derivesFrom: earlier.id } : {}),
          ...(await mode(scene)),
        });
    },
  },
  editCitation: {
    verbs: [desk.EditCitation],
    weight: 2,
    act: async (scene) => {
      const citation = await scene.some('citation');
      const change = scene.random.pick([
        { stance: scene.random.pick(stances) },
        { note: null },
        { excerpt: scene.words() },
        { figure: null },
      ]);
      return scene
        .verb(desk.EditCitation)
        .run(scene.who('researcher'), citation.id, change, citation.version as number);
    },
  },
  removeCitation: {
    verbs: [desk.RemoveCitation],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.RemoveCitation)
        .run(scene.who('researcher'), (await scene.some('citation', 'removed_at is null')).id, scene.words()),
  },
  upload: {
    verbs: [desk.AddCapture],
    weight: 2,
    act: (scene) =>
      scene.verb(desk.AddCapture).run(scene.who('researcher'), bytes(`page ${scene.random.below(20)}`), {
        url: 'https://page.example/',
        contentType: 'text/plain',
      }),
  },
  requestCapture: {
    verbs: [desk.RequestCapture],
    weight: 1,
    act: (scene) => scene.verb(desk.RequestCapture).run(scene.who('researcher'), 'https://page.example/a'),
  },
  finishCapture: {
    verbs: [desk.FinishCapture],
    weight: 2,
    act: async (scene) =>
      scene
        .verb(desk.FinishCapture)
        .run(
          scene.house.organization,
          (await scene.some('capture', `status = 'requested'`)).id,
          scene.random.chance(0.7)
            ? { body: Buffer.from(scene.words()), contentType: 'text/html', httpStatus: 200 }
            : { failure: 'It did not answer.', httpStatus: null },
        ),
  },
  enquire: {
    verbs: [desk.RecordEnquiry],
    weight: 8,
    act: async (scene) =>
      scene
        .verb(desk.RecordEnquiry)
        .run(
          scene.who('researcher'),
          (await scene.some('claim', open)).id,
          scene.random.chance(0.5)
            ? { contacted: false, reason: scene.words() }
            : { contacted: true, contact: 'José, 0123', channel: 'telephone', askedOn: scene.day() },
        ),
  },
  answer: {
    verbs: [desk.AnswerEnquiry],
    weight: 2,
    act: async (scene) =>
      scene
        .verb(desk.AnswerEnquiry)
        .run(scene.who('researcher'), (await scene.some('enquiry', 'contacted and answer is null')).id, {
          answer: scene.words(),
          answeredOn: scene.day(),
        }),
  },
  keepConfidential: {
    verbs: [desk.KeepConfidential],
    weight: 1,
    act: async (scene) =>
      scene.verb(desk.KeepConfidential).run(scene.who('researcher'), 'citation', (await scene.some('citation')).id, {
        about: 'identity',
        text: scene.words(),
        readers: [scene.who('editor').member as string],
      }),
  },
  readConfidential: {
    verbs: [desk.ReadConfidential],
    weight: 1,
    act: async (scene) => {
      const note = await scene.some('confidential_note');
      return scene
        .verb(desk.ReadConfidential)
        .run(scene.member(note.written_by), 'citation', note.subject_id as string);
    },
  },
};
