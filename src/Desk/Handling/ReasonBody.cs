using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace EcomCenter.Desk.Handling;

/// <summary>The body of an action that takes a reason.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReasonBody
{
    [Required]
    public string? Reason { get; init; }
}
