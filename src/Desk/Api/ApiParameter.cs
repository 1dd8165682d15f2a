namespace EcomCenter.Desk.Api;

/// <summary>A query or header parameter of a route: what its reader accepts, and what the OpenAPI document says of it.</summary>
internal sealed record ApiParameter(
    string Name, string Description, bool InHeader = false, IReadOnlyList<string>? AllowedValues = null, bool IsNumber = false,
    long? Maximum = null, long Minimum = 0, bool IsList = false, int? MaxLength = null, string? Pattern = null);
