import * as desk from '#libs/desk';
import { claimKinds, claimLinks, declineReasons, selectionReasons } from '#libs/factcheck';
import type { Action, Row, Scene } from '../scene.js';

export const claimant = (scene: Scene) =>
  ({ kind: scene.random.pick(['person', 'outlet'] as const), name: `Claimant ${scene.random.below(40)}` }) as const;

export async function appearance(scene: Scene): Promise<desk.AppearanceInput> {
  const articles = await scene.rows('article');
  return scene.random.chance(0.5) && articles.length > 0
    ? { article: scene.random.pick(articles).id, exact: 'a “naïve” quote' }
    : { medium: 'radio', time: scene.day(), excerpt: scene.words() };
}

export const quantity = (scene: Scene) =>
  scene.random.chance(0.3)
    ? { quantity: { comparator: 'nearly' as const, low: null, high: '900.50', unit: 'people', asOf: '2025-05' } }
    : {};

/** What is said, and what becomes of it. */
export const claims: Readonly<Record<string, Action>> = {
  ingest: {
    verbs: [desk.IngestArticle],
    weight: 2,
    act: (scene) =>
      scene.verb(desk.IngestArticle).run(scene.random.pick([scene.who('researcher'), scene.house.machine]), {
        headline: scene.words(),
        outlet: 'The Courier',
        language: 'en',
        text: `${scene.words()}. It holds a “naïve” quote. ${scene.words()}`,
        ...(scene.random.chance(0.5)
          ? { byline: 'José Example', url: `https://a.example/${scene.random.below(1e9)}` }
          : {}),
      }),
  },
  submit: {
    verbs: [desk.SubmitClaim],
    weight: 10,
    act: async (scene) =>
      scene.verb(desk.SubmitClaim).run(scene.random.pick([scene.who('researcher'), scene.house.machine]), {
        statement: scene.words(),
        kind: scene.random.pick(claimKinds),
        language: 'en',
        origin: 'monitoring',
        mode: 'stated',
        claimant: claimant(scene),
        ...(scene.random.chance(0.3) ? { reportedBy: claimant(scene), affiliation: 'Ministry' } : {}),
        ...quantity(scene),
        appearance: await appearance(scene),
      }),
  },
  accept: {
    verbs: [desk.AcceptClaim],
    weight: 9,
    act: async (scene) =>
      scene.verb(desk.AcceptClaim).run(scene.who('editor'), (await scene.some('claim', `status = 'submitted'`)).id, {
        reason: scene.random.pick(selectionReasons),
        ...(scene.random.chance(0.3) ? { note: scene.words() } : {}),
      }),
  },
  decline: {
    verbs: [desk.DeclineClaim],
    weight: 1,
    act: async (scene) =>
      scene.verb(desk.DeclineClaim).run(scene.who('editor'), (await scene.some('claim', `status = 'submitted'`)).id, {
        reason: scene.random.pick(declineReasons),
        ...(scene.random.chance(0.7) ? { note: scene.words() } : {}),
      }),
  },
  assign: {
    verbs: [desk.AssignClaim],
    weight: 9,
    act: async (scene) => {
      const wanted = scene.random.chance(0.8) ? `status = 'accepted'` : `status in ('accepted', 'checking')`;
      return scene.verb(desk.AssignClaim).run(scene.who('editor'), (await scene.some('claim', wanted)).id, {
        member: scene.who('researcher').member as string,
        ...(scene.random.chance(0.5) ? { dueOn: scene.day() } : {}),
      });
    },
  },
  edit: {
    verbs: [desk.EditClaim],
    weight: 2,
    act: async (scene) => {
      const claim: Row = await scene.some('claim');
      return scene
        .verb(desk.EditClaim)
        .run(
          scene.who('editor'),
          claim.id,
          scene.random.pick([
            { priority: scene.random.below(10) },
            { dueOn: null },
            { missing: scene.words() },
            { statement: scene.words(), language: 'es' },
            { kind: scene.random.pick(claimKinds), quantity: quantity(scene).quantity ?? null },
          ]),
          claim.version as number,
        );
    },
  },
  reviewBy: {
    verbs: [desk.SetReviewBy],
    weight: 2,
    act: async (scene) =>
      scene
        .verb(desk.SetReviewBy)
        .run(scene.who('researcher'), (await scene.some('claim')).id, scene.random.chance(0.7) ? scene.day() : null),
  },
  publication: {
    verbs: [desk.SetPublication],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.SetPublication)
        .run(
          scene.who('editor'),
          (await scene.some('claim')).id,
          scene.random.chance(0.7) ? { url: `https://cms.example/${scene.random.below(99)}`, cmsId: null } : null,
        ),
  },
  link: {
    verbs: [desk.LinkClaims],
    weight: 2,
    act: async (scene) =>
      scene.verb(desk.LinkClaims).run(scene.who('researcher'), (await scene.some('claim')).id, {
        other: (await scene.some('claim')).id,
        kind: scene.random.pick(claimLinks),
        note: scene.words(),
      }),
  },
};
