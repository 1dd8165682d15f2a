using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using Microsoft.OpenApi;

namespace EcomCenter.Desk.Api;

/// <summary>The rules of members beyond their types: which are always there, and how long or large they may be.</summary>
internal static class SchemaRules
{
    /// <summary>The lengths of texts by the names of their members, as the validation of bodies has them.</summary>
    private static readonly Dictionary<string, int> MaxLengths = new()
    {
        ["description"] = TextValidation.MaxTextLength, ["text"] = TextValidation.MaxTextLength, ["reason"] = TextValidation.MaxTextLength,
        ["comment"] = TextValidation.MaxTextLength, ["ask"] = TextValidation.MaxTextLength, ["subject"] = 200, ["externalId"] = 200,
        ["name"] = 100, ["phone"] = 500, ["village"] = 100, ["organisation"] = 200,
    };

    /// <summary>True for a body that the API reads. It refuses members that it does not know.</summary>
    public static bool IsBody(Type type) => type.IsDefined(typeof(JsonUnmappedMemberHandlingAttribute), inherit: false);

    /// <summary>True for a member that a body may leave out. Programs also write such a member with null, which says the same.</summary>
    public static bool IsOptionalInBody(JsonPropertyInfo member) => IsBody(member.DeclaringType)
        && member.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) != true;

    public static void AllowNull(OpenApiSchema schema)
    {
        if (schema.Type is { } type) schema.Type = type | JsonSchemaType.Null;
        // A list of values forbids null unless it has it.
        if (schema.Enum is { Count: > 0 } values && !values.Any(JsonNullSentinel.IsJsonNullSentinel))
            schema.Enum = [.. values, JsonNullSentinel.JsonNull];
    }

    /// <summary>
    /// Marks the members of a response that are always there. One that is left out when it has no value is never null.
    /// </summary>
    public static void DescribeResponse(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (schema.Properties is not { Count: > 0 } members) return;
        var omitted = type.Properties.Where(IsOmittedWhenNull).Select(member => member.Name).ToHashSet();
        schema.Required = members.Keys.Where(name => !omitted.Contains(name)).ToHashSet();
        foreach (var member in type.Properties.Where(member => IsOmittedWhenNull(member) || IsNeverNull(member)))
            if (members.ContainsKey(member.Name)) ForbidNull(members, member.Name);
    }

    /// <summary>Adds the limits that a body is refused for.</summary>
    public static void DescribeBody(OpenApiSchema schema)
    {
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (member is not OpenApiSchema { Type: { } type } known) continue;
            if (name == "score") (known.Minimum, known.Maximum) = ($"{RatingScore.Min}", $"{RatingScore.Max}");
            if (!type.HasFlag(JsonSchemaType.String) || !MaxLengths.TryGetValue(name, out var longest)) continue;
            known.MaxLength = longest;
            if (schema.Required?.Contains(name) == true) known.MinLength = 1;
        }
    }

    /// <summary>The schema of a parameter, with all that its reader refuses.</summary>
    public static OpenApiSchema OfParameter(ApiParameter parameter)
    {
        if (parameter.IsNumber)
            return new() { Type = JsonSchemaType.Integer, Minimum = Text(parameter.Minimum), Maximum = Text(parameter.Maximum) };
        var value = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = parameter.AllowedValues is { } allowed ? [.. allowed.Select(name => (JsonNode)name)] : null,
            MinLength = parameter.MaxLength is null ? null : 1, MaxLength = parameter.MaxLength, Pattern = parameter.Pattern,
        };
        return parameter.IsList ? new() { Type = JsonSchemaType.Array, Items = value } : value;
    }

    private static string? Text(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsOmittedWhenNull(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    private static bool IsNeverNull(JsonPropertyInfo member) => member.AttributeProvider is PropertyInfo property
        && new NullabilityInfoContext().Create(property).ReadState is NullabilityState.NotNull;

    private static void ForbidNull(IDictionary<string, IOpenApiSchema> members, string name)
    {
        switch (members[name])
        {
            case OpenApiSchema { Type: { } type } own:
                own.Type = type & ~JsonSchemaType.Null;
                break;
            case OpenApiSchema { OneOf: { Count: > 1 } choices }:
                members[name] = choices.FirstOrDefault(choice => choice is OpenApiSchemaReference) ?? members[name];
                break;
        }
    }
}
