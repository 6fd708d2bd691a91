import type { OpenAPIObject } from '@nestjs/swagger';

// Swagger exports the whole document's type only; its parts are read off it.
export type Paths = OpenAPIObject['paths'];
export type PathItem = Paths[string];
export type Components = NonNullable<OpenAPIObject['components']>;
export type Operation = NonNullable<PathItem['get']>;
export type Parameter = Exclude<NonNullable<Operation['parameters']>[number], Reference>;
export type Reference = { $ref: string };
export type RequestBody = Exclude<NonNullable<Operation['requestBody']>, Reference>;
export type Content = RequestBody['content'];
export type Response = Exclude<NonNullable<Operation['responses'][string]>, Reference>;
export type Headers = NonNullable<Response['headers']>;
