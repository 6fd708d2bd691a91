import type { JsonObject } from '#libs/kernel';
import type { PageQuery } from '../shapes/paging.js';

export const listed = ({ limit, cursor }: PageQuery) => ({ limit: limit ?? 50, ...(cursor ? { cursor } : {}) });

export const asJson = (value: object): JsonObject => value as JsonObject;
