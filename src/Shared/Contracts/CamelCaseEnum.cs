using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcomCenter.Contracts;

/// <summary>Enums go over the wire as camelCase words, never as numbers.</summary>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
