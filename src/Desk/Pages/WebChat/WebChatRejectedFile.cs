using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>
/// A file that the desk rejects. <paramref name="ReasonKey"/> is the key of the text that gives the reason and the remedy. A file that was
/// not read to its end has no name.
/// </summary>
public sealed record WebChatRejectedFile(string? Name, string ReasonKey)
{
    public int StatusCode => ReasonKey switch
    {
        "chat.fileTooLarge" => StatusCodes.Status413PayloadTooLarge,
        "chat.fileDiskFull" or "chat.fileTooManyAtOnce" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    public static IReadOnlyList<WebChatRejectedFile> FromForm(FormWithFiles form)
    {
        var refused = form.Files.Where(file => file.FaultCode is not null)
            .Select(file => new WebChatRejectedFile(file.Name, "chat." + file.FaultCode));
        var tooMany = form.Files.Where(file => file.FaultCode is null).Skip(UnattachedFiles.MaxFiles)
            .Select(file => new WebChatRejectedFile(file.Name, "chat.tooManyFiles"));
        var unread = form.TooLarge && !form.Files.Any(file => file.TooLarge)
            ? [new WebChatRejectedFile(null, "chat.fileTooLarge")] : Array.Empty<WebChatRejectedFile>();
        return [.. refused, .. tooMany, .. unread];
    }

    /// <summary>The files that the desk accepts, even if others beside them are rejected.</summary>
    public static IReadOnlyList<ReceivedFile> AcceptedFiles(FormWithFiles form) =>
        [.. form.Files.Where(file => file.FaultCode is null).Take(UnattachedFiles.MaxFiles)];
}
