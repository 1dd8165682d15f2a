using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcomCenter.Desk.Database.Postgres;

/// <summary>
/// The payload of the one NOTIFY that a transaction with changes issues while other nodes listen. It carries no changes, because its size
/// is limited and it can get lost: those who receive it read them from the tables.
/// </summary>
/// <param name="IsJoining">True if the node has just begun to listen.</param>
internal sealed record CommitNotification(string Node, PendingWork Work, bool IsJoining = false)
{
    public const string Channel = "desk_commits";

    public string ToJson() => JsonSerializer.Serialize(this, CommitNotificationJson.Default.CommitNotification);

    /// <summary>Returns null for a payload that this version of the program does not know.</summary>
    public static CommitNotification? TryRead(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, CommitNotificationJson.Default.CommitNotification);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CommitNotification))]
internal sealed partial class CommitNotificationJson : JsonSerializerContext;
