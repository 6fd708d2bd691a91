/** Where the time comes from when it is not the database's. Tests bring their own. */
export interface Clock {
  now(): Date;
}
