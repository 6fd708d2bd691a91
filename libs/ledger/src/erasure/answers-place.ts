import { Injectable } from '@nestjs/common';
import { countAnswers, eraseAnswers, type Tx } from '#libs/database';
import { type Erasing, type ErasurePlace, ErasurePlaces } from './erasure-places.js';

/**
 * First answers that are kept for repeats. They are sealed with the callers' keys, so nobody can look into them for a
 * name: all of this organization go. That they were given stays, and a repeat is still no second request.
 */
@Injectable()
export class AnswersPlace implements ErasurePlace {
  readonly place = 'idempotent_answers';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  count(tx: Tx, { before }: Erasing): Promise<number> {
    return countAnswers(tx, before);
  }

  erase(tx: Tx): Promise<number> {
    return eraseAnswers(tx);
  }
}
