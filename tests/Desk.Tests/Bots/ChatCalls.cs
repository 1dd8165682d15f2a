using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Calls the desk as conversations do, each call in a write of its own.</summary>
internal sealed class ChatCalls(DeskApp desk)
{
    private DeskForBots Desk => desk.Services.GetRequiredService<DeskForBots>();

    private ChatCodes Codes => desk.Services.GetRequiredService<ChatCodes>();

    public async Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation)
    {
        await desk.Services.GetRequiredService<FrequentQuestionMatcher>().RefreshAsync(cancellation);
        return await WriteAsync(unit => Desk.SubmitAsync(unit, message), cancellation);
    }

    public Task<bool> IsCourtesyOnlyAsync(IncomingMessage message, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.IsCourtesyOnlyAsync(unit, message), cancellation);

    public Task<bool> AmendAsync(ChatAddress chat, TicketNumber number, Amendment amendment, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.AmendAsync(unit, chat, number, amendment), cancellation);

    public Task<IReadOnlyList<TrackedTicket>> ListTicketsAsync(ChatAddress chat, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.ListTicketsAsync(unit, chat), cancellation);

    public Task<IntakeReceipt?> MoveMessageAsync(
        ChatAddress chat, string externalId, TicketNumber? targetTicket, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.MoveMessageAsync(unit, chat, externalId, targetTicket), cancellation);

    public Task<UrgeReceipt?> UrgeAsync(ChatAddress chat, TicketNumber number, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.UrgeAsync(unit, chat, number), cancellation);

    public Task<bool> AppealAsync(ChatAddress chat, TicketNumber number, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.AppealAsync(unit, chat, number), cancellation);

    public Task<bool> RequestCallAsync(ChatAddress chat, TicketNumber number, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.RequestCallAsync(unit, chat, number), cancellation);

    public Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.WithdrawAsync(unit, chat, number, residentText), cancellation);

    public Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.ReopenAsync(unit, chat, number, residentText), cancellation);

    public Task<bool> RateAsync(
        ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation, bool corrects = false) =>
        WriteAsync(unit => Desk.RateAsync(unit, chat, number, score, corrects), cancellation);

    public Task<bool> AddRatingCommentAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation) =>
        WriteAsync(unit => Desk.AddRatingCommentAsync(unit, chat, number, residentText), cancellation);

    public Task<TrackedTicket?> TrackAsync(ChatAddress chat, TicketNumber number, string code, CancellationToken cancellation) =>
        WriteAsync(unit => Codes.TrackAsync(unit, chat, number, code), cancellation);

    public Task<TrackedTicket?> PickUpAsync(
        ChatAddress chat, string code, Language language, CancellationToken cancellation, TicketNumber? number = null) =>
        WriteAsync(unit => Codes.PickUpAsync(unit, chat, code, language, number), cancellation);

    public Task SetReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation) =>
        desk.Writer.WriteAsync(unit => Desk.SetReachableAsync(unit, chat, reachable), cancellation);

    private Task<T> WriteAsync<T>(Func<WriteUnit, Task<T>> call, CancellationToken cancellation) =>
        desk.Writer.WriteAsync(call, cancellation);
}
