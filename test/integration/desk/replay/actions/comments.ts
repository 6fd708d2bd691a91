import * as desk from '#libs/desk';
import type { Action, Row, Scene } from '../scene.js';

const thread = (scene: Scene, state: 'is null' | 'is not null'): Promise<Row> =>
  scene.some('comment', `reply_to is null and resolved_at ${state}`);

/** What a comment may hang on, drawn from what is there. */
async function place(scene: Scene): Promise<{ claim: string } & Omit<desk.CommentInput, 'text'>> {
  const which = scene.random.below(4);
  if (which === 0) {
    const first = await thread(scene, 'is null');
    return { claim: first.claim_id as string, replyTo: first.id };
  }
  if (which === 1) {
    const { id, claim_id: claim } = await scene.some('citation');
    return { claim: claim as string, subject: { type: 'citation', id } };
  }
  if (which === 2) {
    const { id, claim_id: claim, summary } = await scene.some('verdict');
    return {
      claim: claim as string,
      subject: { type: 'verdict', id },
      passage: { field: 'summary', exact: summary as string },
    };
  }
  return { claim: (await scene.some('claim')).id };
}

/** What the desk says to itself. */
export const comments: Readonly<Record<string, Action>> = {
  comment: {
    verbs: [desk.AddComment],
    weight: 4,
    act: async (scene) => {
      const { claim, ...rest } = await place(scene);
      return scene
        .verb(desk.AddComment)
        .run(scene.who(scene.random.pick(['researcher', 'reviewer'])), claim, { ...rest, text: scene.words() });
    },
  },
  resolveComment: {
    verbs: [desk.ResolveComment],
    weight: 2,
    act: async (scene) =>
      scene.verb(desk.ResolveComment).run(scene.who('reviewer'), (await thread(scene, 'is null')).id),
  },
  reopenComment: {
    verbs: [desk.ReopenComment],
    weight: 1,
    act: async (scene) =>
      scene.verb(desk.ReopenComment).run(scene.who('editor'), (await thread(scene, 'is not null')).id),
  },
};
