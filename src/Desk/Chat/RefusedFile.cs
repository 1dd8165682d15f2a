using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Web.Files;

namespace EcomCenter.Desk.Chat;

/// <summary>
/// A file that the desk rejects. <paramref name="Why"/> is the text key that tells the reason and the way out. A file not read to its end
/// has no name.
/// </summary>
public sealed record RefusedFile(string? Name, string Why)
{
    public int Status => Why is "chat.fileTooLarge" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity;

    public static IReadOnlyList<RefusedFile> In(FormWithFiles form)
    {
        var refused = form.Files.Where(file => file.Fault is not null)
            .Select(file => new RefusedFile(file.Name, "chat." + file.Fault));
        var tooMany = form.Files.Where(file => file.Fault is null).Skip(OwnFiles.Most)
            .Select(file => new RefusedFile(file.Name, "chat.tooManyFiles"));
        var unread = form.TooLarge && !form.Files.Any(file => file.TooLarge)
            ? [new RefusedFile(null, "chat.fileTooLarge")] : Array.Empty<RefusedFile>();
        return [.. refused, .. tooMany, .. unread];
    }

    /// <summary>The files that the desk accepts, even if others beside them are rejected.</summary>
    public static IReadOnlyList<SentFile> Others(FormWithFiles form) =>
        [.. form.Files.Where(file => file.Fault is null).Take(OwnFiles.Most)];
}
