using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Referrals;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>The result of storing a message of the tracking page.</summary>
internal abstract record StoredMessage
{
    private StoredMessage() { }

    /// <summary>The message belongs to this ticket, which is a new one if the other was closed.</summary>
    public sealed record MessageTaken(TicketNumber Ticket) : StoredMessage;

    /// <summary>Nothing was stored: the database could not be written, or too little of the disk is free.</summary>
    public sealed record MessageNotSaved(string NoticeKey) : StoredMessage;
}

/// <summary>
/// Stores a message of the tracking page through the one door of intake. What was sent is stored once, however often it comes.
/// </summary>
internal sealed class TrackedMessageStore(IntakeDoor intake, IntakeValidation validation, Uploads uploads, DeskWriter writer,
    DiskSpace disk, BotTexts texts, IDbContextFactory<DeskDb> contexts, TimeProvider time, TicketActions actions)
{
    /// <summary>Records a rating or urging. What can no longer be recorded changes nothing; the page shows the state.</summary>
    public async Task<bool> PressAsync(TrackedPress press, TicketNumber number, Language reader)
    {
        var request = new TicketRequest(number, Actor.Resident(reader));
        try
        {
            await writer.WriteAsync(unit => press.IsAppeal ? actions.AppealAsync(unit, request, CancellationToken.None)
                : press.Score is { } score
                ? actions.RateAsync(unit, request, score, null, CancellationToken.None)
                : actions.UrgeAsync(unit, request, CancellationToken.None));
            return true;
        }
        catch (Exception failure) when (failure is StorageUnavailableException or IOException)
        {
            return false;
        }
    }

    public IEnumerable<FieldFault> Validate(TrackedMessage message, Language reader) =>
        validation.Validate(message.ToIntakeRequest(texts, reader), time.Now())
            .Select(fault => fault with { Field = TrackedMessage.WordsField });

    public async Task<bool> IsStoredAsync(TrackedMessage message, CancellationToken cancellation)
    {
        var request = message.ToIntakeRequest(texts, Language.ZhHans);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.IntakeIds.AnyAsync(
            i => i.ExternalId == request.ExternalId && i.Caller == request.Caller && i.Channel == request.Channel, cancellation);
    }

    /// <summary>Not cancelled when the browser disconnects: what was sent is stored.</summary>
    public async Task<StoredMessage> StoreAsync(TrackedMessage message, Language reader)
    {
        var request = message.ToIntakeRequest(texts, reader);
        try
        {
            if (message.Files.Count > 0 && !await IsStoredAsync(message, CancellationToken.None))
                request = request with { Files = await StoreFilesAsync(message, request) };
            return await writer.WriteAsync(unit => SubmitAsync(unit, request)) is { } ticket
                ? new StoredMessage.MessageTaken(ticket) : new StoredMessage.MessageNotSaved(disk.NotStoredKey);
        }
        catch (Exception failure) when (failure is StorageUnavailableException or IOException)
        {
            return new StoredMessage.MessageNotSaved(disk.NotStoredKey);
        }
    }

    private async Task<TicketNumber?> SubmitAsync(WriteUnit unit, IntakeRequest request)
    {
        if (await intake.HasNoRoomForAsync(unit, request)) return null;
        // Of two that come at once the second brings its files again.
        var known = await unit.FindTicketByExternalIdAsync(
            request.Channel, request.Caller, request.ExternalId ?? "", CancellationToken.None);
        if (known is not null) request = request with { Files = [] };
        return (await intake.SubmitAsync(unit, request, CancellationToken.None)).Ticket.Number;
    }

    private async Task<IReadOnlyList<IncomingFile>> StoreFilesAsync(TrackedMessage message, IntakeRequest request)
    {
        var files = message.Files.Select(file => file.ToUpload()).OfType<Upload>();
        var stored = await uploads.StoreAsync([.. files], request.Channel, request.Caller);
        return [.. stored.Select(file => new IncomingFile { Source = file.Source, Kind = file.Kind, Name = file.Name, Size = file.Size })];
    }
}
