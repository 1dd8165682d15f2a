using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcomCenter.Contracts;

/// <summary>Serialises enums as camelCase strings and rejects numbers.</summary>
public sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
