using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>The state of a chat's conversation between two messages. Stored as JSON with the chat, so it stays small.</summary>
public sealed record ConversationState
{
    public static ConversationState Initial { get; } = new();

    /// <summary>
    /// Reads a stored state. One that this version can't read becomes <see cref="Initial"/>: it must not silence the bot.
    /// </summary>
    public static ConversationState FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ConversationStateJson.Default.ConversationState) ?? Initial;
        }
        catch (JsonException)
        {
            return Initial;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, ConversationStateJson.Default.ConversationState);

    /// <summary>The language of the replies: detected until the resident chooses one.</summary>
    public Language? Language { get; init; }

    public bool LanguageChosen { get; init; }

    /// <summary>The language that was last seen as chosen on the page around the chat. Another one is a new choice.</summary>
    public Language? PageLanguage { get; init; }

    /// <summary>True once the resident wrote in a language that could be told. Until then the language is a guess.</summary>
    public bool LanguageSeen { get; init; }

    /// <summary>
    /// The language of the last message that had more in it than a greeting or a name. Replies change to another one when it is written
    /// twice, so that they do not jump with each message.
    /// </summary>
    public Language? WrittenLanguage { get; init; }

    public bool Greeted { get; init; }

    /// <summary>True once the privacy notice was shown.</summary>
    public bool PrivacyNoticeShown { get; init; }

    /// <summary>The question that was asked and not answered yet.</summary>
    public PendingQuestion? PendingQuestion { get; init; }

    /// <summary>The numbers of the tickets whose rating is asked for next, after "all of them are solved".</summary>
    public IReadOnlyList<string> RatedNext { get; init; } = [];

    /// <summary>Details given so far for the ticket of the pending question.</summary>
    public DraftDetails? Draft { get; init; }

    /// <summary>The number of the ticket whose resident said who may know the name.</summary>
    public string? AnonymityOf { get; init; }

    /// <summary>True once a phone was asked for. It is asked for only once.</summary>
    public bool PhoneAsked { get; init; }

    /// <summary>
    /// The ticket whose resident wishes to be called, while no phone is known. A phone that is written then is for the call.
    /// </summary>
    public CallWish? CallWish { get; init; }

    /// <summary>True if the next message opens a new ticket even when the chat has an open one.</summary>
    public bool OpensNewTicket { get; init; }

    /// <summary>Kind and service item of the next ticket, as picked from the menu.</summary>
    public DraftDetails? NextDraft { get; init; }

    /// <summary>A greeting without a matter. It becomes the first line of what follows.</summary>
    public string? KeptGreeting { get; init; }

    /// <summary>The number of the ticket that the next message belongs to.</summary>
    public string? TargetTicket { get; init; }

    /// <summary>The numbers of the last list of tickets that was shown, in its order.</summary>
    public IReadOnlyList<string> ListedTickets { get; init; } = [];

    /// <summary>
    /// The last albums that got a reply, newest last. Their later parts are submitted without another one; parts of two albums may come
    /// by turns.
    /// </summary>
    public IReadOnlyList<AlbumStart> Albums { get; init; } = [];

    /// <summary>The last messages that joined a ticket, newest last. Each can be moved to another ticket with a button.</summary>
    public IReadOnlyList<MovableMessage> MovableMessages { get; init; } = [];

    /// <summary>The last rating comment. The resident may turn it into a new ticket with one button.</summary>
    public string? RatingComment { get; init; }

    /// <summary>Counts messages of the last minute, so that a flood does not get a reply for each message.</summary>
    public MessageRate? MessageRate { get; init; }

    /// <summary>True for a group that was already told that the bot serves private chats only.</summary>
    public bool GroupDeclined { get; init; }
}

public enum QuestionKind { FrequentAnswer, Kind, Service, Anonymity, Phone, Confirm, Comment, Rating }

/// <summary>A question of the bot about one ticket.</summary>
/// <param name="FrequentQuestionCode">Code of the frequent question whose answer was offered.</param>
public sealed record PendingQuestion(QuestionKind Kind, string Number, DateTimeOffset AskedAt, string? FrequentQuestionCode = null)
{
    /// <summary>
    /// True once the question was repeated under a later reply. It stays open, but is not repeated once more. For a comment, true once it
    /// was given.
    /// </summary>
    public bool AskedAgain { get; init; }

    /// <summary>The score that a comment is asked about; null for other questions.</summary>
    public int? Score { get; init; }
}

/// <summary>Ticket details that a resident gave with buttons.</summary>
public sealed record DraftDetails
{
    public TicketKind? Kind { get; init; }

    /// <summary>Code of a service item; empty if the resident chose none of them.</summary>
    public string? ServiceItem { get; init; }

    public Anonymity? Anonymity { get; init; }

    public string? Phone { get; init; }
}

/// <summary>An album, and the external id of the part of it that came first.</summary>
public sealed record AlbumStart(string AlbumId, string FirstPart);

/// <summary>A message that can be moved to another ticket. Its buttons carry <paramref name="Key"/>.</summary>
public sealed record MovableMessage(int Key, string ExternalId);

/// <summary>The wish to be called about a ticket, and the time of it.</summary>
public sealed record CallWish(string Number, DateTimeOffset At);

public sealed record MessageRate(DateTimeOffset Since, int Count);

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConversationState))]
public sealed partial class ConversationStateJson : JsonSerializerContext;
