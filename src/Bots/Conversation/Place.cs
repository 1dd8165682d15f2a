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

    /// <summary>They were told what is kept of them.</summary>
    public bool Told { get; init; }

    /// <summary>What we asked and were not told yet.</summary>
    public Asked? Asked { get; init; }

    /// <summary>What was told so far of the matter we ask about.</summary>
    public Details? Details { get; init; }

    /// <summary>A phone is asked for once.</summary>
    public bool PhoneAsked { get; init; }

    /// <summary>What comes next is a matter of its own.</summary>
    public bool NewMatter { get; init; }

    /// <summary>What the next matter is to be, as it was picked from the menu.</summary>
    public Details? Wish { get; init; }

    /// <summary>The number of the matter that what comes next is about.</summary>
    public string? About { get; init; }

    /// <summary>The album whose first part was answered: the others are taken without a word.</summary>
    public string? Album { get; init; }

    /// <summary>What joined a matter without being told which one, newest last.</summary>
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];

    /// <summary>A comment to a rating; it may have been meant as more than that.</summary>
    public string? Comment { get; init; }

    /// <summary>How much was said since when: a flood is not answered word by word.</summary>
    public Pace? Pace { get; init; }

    /// <summary>A group that was told already that we talk with single people only.</summary>
    public bool Declined { get; init; }
}

public enum Step { Known, Kind, Service, Anonymity, Phone, Confirm, Comment }

/// <summary>A question of ours about a matter.</summary>
/// <param name="Known">Code of the frequent question whose answer was offered.</param>
public sealed record Asked(Step Step, string Number, DateTimeOffset At, string? Known = null);

/// <summary>What a resident told of a matter by buttons.</summary>
public sealed record Details
{
    public TicketKind? Kind { get; init; }

    /// <summary>Code of a service item; empty when they said that it is none of them.</summary>
    public string? Service { get; init; }

    public Anonymity? Anonymity { get; init; }

    public string? Phone { get; init; }
}

/// <summary>A message that joined a matter in doubt. <paramref name="Key"/> stands in its buttons.</summary>
public sealed record Doubt(int Key, string ExternalId);

public sealed record Pace(DateTimeOffset Since, int Heard);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Place))]
public sealed partial class PlaceJson : JsonSerializerContext;
