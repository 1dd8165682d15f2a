using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Where a chat stands between two turns. Small, and kept as JSON; what is not in it does not matter to the talk.</summary>
public sealed record Place
{
    public static Place Start { get; } = new();

    /// <summary>The language of the talk so far: guessed until it was chosen.</summary>
    public Language? Language { get; init; }

    public bool LanguageChosen { get; init; }

    public bool Greeted { get; init; }

    /// <summary>The number of the matter whose kind we asked for and were not told yet.</summary>
    public string? KindAskedFor { get; init; }

    /// <summary>What comes next is a matter of its own.</summary>
    public bool NewMatter { get; init; }

    /// <summary>A group that was told already that we talk with single people only.</summary>
    public bool Declined { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Place))]
public sealed partial class PlaceJson : JsonSerializerContext;
