using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EcomCenter.Desk.Api;

/// <summary>Adds to the generated schemas: required members, enum values, and the formats of converted types.</summary>
internal static class ApiSchemas
{
    /// <summary>Schema names that other programs know and that differ from the C# name.</summary>
    private static readonly Dictionary<Type, string> FixedNames = new()
    {
        [typeof(NewMessageBody)] = "MessageBody", [typeof(CycleEndReason)] = "CycleEnd", [typeof(AnsweredVia)] = "Via",
        [typeof(TicketListPage)] = "TicketPage",
    };

    public static string NameOf(Type type) => FixedNames.GetValueOrDefault(type, type.Name);

    /// <summary>Names the schema of an enum after the enum, also where its value arrives wrapped in <see cref="ParsedEnum{T}"/>.</summary>
    public static string? CreateReferenceId(JsonTypeInfo type)
    {
        if (FindEnumType(type.Type) is { } vocabulary) return NameOf(vocabulary);
        return FixedNames.GetValueOrDefault(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
    }

    /// <summary>Returns the enum that a member's JSON string is a value of, or null.</summary>
    public static Type? FindEnumType(Type type)
    {
        var known = Nullable.GetUnderlyingType(type) ?? type;
        if (known.IsEnum) return known;
        return known.IsGenericType && known.GetGenericTypeDefinition() == typeof(ParsedEnum<>) ? known.GetGenericArguments()[0] : null;
    }

    public static Task DescribeSchemaAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (FindEnumType(type) is { } vocabulary) DescribeAsEnum(schema, vocabulary);
        else if (type == typeof(SentTime)) (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        if (!SchemaRules.IsBody(type) && context.JsonTypeInfo.Kind is JsonTypeInfoKind.Object)
        {
            if (FindEnumType(type) is null) SchemaRules.DescribeResponse(schema, context.JsonTypeInfo);
        }

        MarkRequired(schema, type.GetProperties().Where(p => p.IsDefined(typeof(RequiredAttribute), inherit: false))
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToHashSet());
        if (context.JsonPropertyInfo is { DeclaringType: var owner, Name: "data" } && owner == typeof(EventView))
            (schema.Type, schema.Properties) = (JsonSchemaType.Object, null);
        if (SchemaRules.IsBody(type)) SchemaRules.DescribeBody(schema);
        if (context.JsonPropertyInfo is { } member && SchemaRules.IsOptionalInBody(member)) SchemaRules.AllowNull(schema);
        return Task.CompletedTask;
    }

    /// <summary>Marks members as required that are optional in C#, so that a missing one can be reported with all other faults.</summary>
    private static void MarkRequired(OpenApiSchema schema, HashSet<string> names)
    {
        if (names.Count == 0) return;
        schema.Required = names;
        foreach (var name in names)
            if (schema.Properties?[name] is OpenApiSchema { Type: { } type } member) member.Type = type & ~JsonSchemaType.Null;
    }

    private static void DescribeAsEnum(OpenApiSchema schema, Type vocabulary)
    {
        schema.Type = JsonSchemaType.String;
        var property = typeof(EnumVocabulary<>).MakeGenericType(vocabulary).GetProperty(nameof(EnumVocabulary<DueFilter>.Names))!;
        var names = (IEnumerable<string>)property.GetValue(null)!;
        schema.Enum = [.. names.Select(name => (JsonNode)name)];
    }
}
