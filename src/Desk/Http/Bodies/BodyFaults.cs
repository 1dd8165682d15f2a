using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>
/// Explains an unreadable JSON body: the position of a syntax error, or every member that is unknown, duplicated or of a wrong type.
/// </summary>
internal static class BodyFaults
{
    /// <summary>The field name for a fault of the body as a whole.</summary>
    private const string WholeBody = "body";

    private static readonly JsonDocumentOptions ParseOptions = new() { MaxDepth = 16 };

    public static ProblemResult Explain(ReadOnlyMemory<byte> json, JsonTypeInfo type)
    {
        try
        {
            using var document = JsonDocument.Parse(json, ParseOptions);
            var faults = new List<FieldFault>();
            CheckObject(faults, document.RootElement, type, "");
            return new(StatusCodes.Status400BadRequest, faults.Count == 0 ? "detail.400" : "members") { Faults = faults };
        }
        catch (JsonException e)
        {
            var (line, column) = ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
            return new(StatusCodes.Status400BadRequest, "badJson", ("line", line), ("column", column));
        }
    }

    private static void CheckObject(List<FieldFault> faults, JsonElement value, JsonTypeInfo type, string path)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(new(path.Length == 0 ? WholeBody : path, "wrongTypeObject"));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var name = ReadName(member);
            var field = path.Length == 0 ? name : $"{path}.{name}";
            if (!seen.Add(name)) faults.Add(new(field, "duplicateMember"));
            else if (type.Properties.FirstOrDefault(p => p.Name == name) is { } known) CheckMember(faults, member.Value, known, field);
            else faults.Add(new(field, "unknownMember", ("known", string.Join(", ", type.Properties.Select(p => p.Name)))));
        }
    }

    private static void CheckMember(List<FieldFault> faults, JsonElement value, JsonPropertyInfo known, string field)
    {
        if (value.ValueKind is JsonValueKind.Null) return;
        var type = Nullable.GetUnderlyingType(known.PropertyType) ?? known.PropertyType;
        var kind = value.ValueKind;
        if (type == typeof(int)) AddFaultUnless(faults, field, "wrongTypeNumber", kind is JsonValueKind.Number && value.TryGetInt32(out _));
        else if (type == typeof(bool)) AddFaultUnless(faults, field, "wrongTypeBoolean", kind is JsonValueKind.True or JsonValueKind.False);
        else if (type == typeof(IReadOnlyList<string>))
            AddFaultUnless(faults, field, "wrongTypeList", kind is JsonValueKind.Array
                && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String));
        else if (type == typeof(IReadOnlyList<long>))
            AddFaultUnless(faults, field, "wrongTypeNumbers", kind is JsonValueKind.Array
                && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Number && item.TryGetInt64(out _)));
        else if (type == typeof(string) || type.IsValueType) AddFaultUnless(faults, field, "wrongTypeText", kind is JsonValueKind.String);
        else CheckObject(faults, value, known.Options.GetTypeInfo(type), field);
    }

    private static void AddFaultUnless(List<FieldFault> faults, string field, string code, bool isValid)
    {
        if (!isValid) faults.Add(new(field, code));
    }

    private static string ReadName(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
