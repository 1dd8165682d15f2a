using System.Security.Cryptography;
using System.Text;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>A message for a ticket as the tracking page sends it.</summary>
internal sealed record TrackedMessage(TicketNumber Ticket, string? Words, IReadOnlyList<ReceivedFile> Files, string ExternalId)
{
    public const string FilesField = "files", WordsField = "words";

    /// <summary>True for words that say that the matter is solved. They are kept, and ask for nothing.</summary>
    public bool SaysSolved { get; init; }

    /// <summary>The id covers the files, because a message without words differs only by them.</summary>
    public static TrackedMessage From(TicketNumber ticket, FormPost post, FormWithFiles sent)
    {
        var files = sent.Files.Where(file => file.FaultCode is null).Take(UnattachedFiles.MaxFiles).ToList();
        var hashes = SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(' ', files.Select(file => file.Hash))));
        return new(ticket, post.Text(WordsField), files, $"{post.Id}-{Convert.ToHexStringLower(hashes)[..16]}-{HashWords(post)}");
    }

    /// <summary>Lists everything that is wrong: no words and no file, and every file that was refused, by its name.</summary>
    public static IReadOnlyList<FieldFault> FindFaults(FormPost post, FormWithFiles sent)
    {
        var faults = sent.Files.Where(file => file.FaultCode is not null)
            .Select(file => new FieldFault(FilesField, file.FaultCode ?? "", ("name", file.Name ?? ""))).ToList();
        if (sent.Malformed) faults.Add(new(FilesField, "brokenForm"));
        if (sent.TooLarge && !sent.Files.Any(file => file.TooLarge)) faults.Add(new(FilesField, "fileTooLarge", ("name", "")));
        if (sent.Files.Count > UnattachedFiles.MaxFiles)
            faults.Add(new(FilesField, "tooManyFiles", ("most", UnattachedFiles.MaxFiles)));
        if (post.Text(WordsField) is null && sent.Files.Count == 0) faults.Add(new(WordsField, "empty"));
        return faults;
    }

    /// <summary>The request to intake, without the files, which are stored only after it was found valid.</summary>
    public IntakeRequest ToIntakeRequest(BotTexts texts, Language reader) => new()
    {
        Channel = ContactChannel.SuggestionBox, Kind = TicketKind.Other, Actor = Actor.Resident(reader), Language = reader,
        ExternalId = ExternalId, TargetTicket = Ticket, Description = Describe(texts, reader),
        IsCourtesy = SaysSolved,
    };

    /// <summary>As in a chat, the first file is named at the end of the first line, so that a photo with thanks is no courtesy.</summary>
    private string Describe(BotTexts texts, Language reader)
    {
        if (Files is not [var first, ..]) return Words ?? "";
        var name = texts.Format(reader, first.Type?.Kind switch
        {
            FileKind.Voice => "content.voice",
            FileKind.Photo => "content.photo",
            FileKind.Video => "content.video",
            _ => "content.file",
        });
        var lines = (Words ?? "").Trim().Split('\n', 2);
        return string.Join('\n', [$"{lines[0].TrimEnd()} [{name}]".TrimStart(), .. lines.Skip(1)]);
    }

    private static string HashWords(FormPost post) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(post.Text(WordsField) ?? "")))[..16];
}
