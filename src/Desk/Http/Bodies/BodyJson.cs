using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>
/// The serialiser of request bodies. It reads the types by reflection, so that a body needs no entry in a list.
/// Every member of a body is optional to it, so that missing members can be reported field by field together with all other faults.
/// </summary>
internal static class BodyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, AllowDuplicateProperties = false, MaxDepth = 16,
        Converters = { new LenientStringConverter(), new TextListConverter() }, TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static JsonTypeInfo<T> TypeInfoOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

/// <summary>The body of an action that takes no input: an empty object, or no body at all.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NothingBody;
