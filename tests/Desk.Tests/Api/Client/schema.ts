// Holds answers against the document of the desk: what they have has to be declared, and what is declared as always there has to be there.
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>>;
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const typeOf = (value: Json): string => value === null ? "null" : Array.isArray(value) ? "array"
  : typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;

/** Returns what contradicts the schema, each with the place of it. */
export function findFaults(document: ApiDocument, schema: Schema, value: Json, at: string): readonly string[] {
  if (schema.$ref !== undefined) {
    const known = document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
    return known === undefined ? [`${at}: ${schema.$ref} is not declared`] : findFaults(document, known, value, at);
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) {
    const each = choices.map(choice => findFaults(document, choice, value, at));
    return each.some(faults => faults.length === 0) ? [] : each.at(-1) ?? [];
  }
  const types = schema.type === undefined ? [] : typeof schema.type === "string" ? [schema.type] : schema.type;
  const type = typeOf(value);
  if (types.length > 0 && !types.includes(type) && !(type === "integer" && types.includes("number"))) return [`${at}: ${type} is no ${types}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is no value of ${schema.enum}`];
  const faults = (schema.allOf ?? []).flatMap(part => findFaults(document, part, value, at));
  const items = schema.items;
  if (Array.isArray(value) && items !== undefined)
    faults.push(...value.flatMap((item: Json, i) => findFaults(document, items, item, `${at}[${i}]`)));
  if (!isObject(value)) return faults;
  faults.push(...(schema.required ?? []).filter(name => !(name in value)).map(name => `${at}.${name} is missing`));
  const declared = schema.properties;
  // The data of an event has members of its own for each type.
  if (declared === undefined) return faults;
  for (const [name, member] of Object.entries(value)) {
    const own = declared[name];
    faults.push(...own === undefined ? [`${at}.${name} is not declared`] : findFaults(document, own, member, `${at}.${name}`));
  }
  return faults;
}

/** Throws unless the answer has a declared status, content type and shape. */
export async function holdAgainst(document: ApiDocument, path: string, method: string, response: Response): Promise<void> {
  const place = `${method} ${path} ${response.status}`;
  const declared = document.paths[path]?.[method.toLowerCase()]?.responses[String(response.status)];
  if (declared === undefined) throw new Error(`${place} is not declared`);
  const type = response.headers.get("Content-Type")?.split(";")[0] ?? "";
  const content = declared.content?.[type];
  if (!type.endsWith("json")) return;
  if (content?.schema === undefined) throw new Error(`${place}: ${type} is not declared`);
  const faults = findFaults(document, content.schema, await response.clone().json() as Json, "body");
  if (faults.length > 0) throw new Error(`${place}: ${faults.join("; ")}`);
}
