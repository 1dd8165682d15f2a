using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots.StaffChats;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Bots;

/// <summary>Runs the steps of a conversation on the desk, all in one write: either every step takes effect or none.</summary>
public sealed class BotStepRunner(DeskForBots desk, ChatCodes codes, StaffChatLinks staffChats)
{
    /// <summary>Runs step after step and returns the last one: a reply, or the reason why there is none.</summary>
    public async Task<BotStep> RunAsync(WriteUnit unit, BotStep step, ChatAddress chat)
    {
        while (true)
        {
            switch (step)
            {
                case BotStep.Reply or BotStep.Ignore:
                    return step;
                case BotStep.SetReachable(var reachable):
                    await desk.SetReachableAsync(unit, chat, reachable);
                    return step;
                case BotStep.Submit submit when await desk.IsCourtesyOnlyAsync(unit, submit.Messages[0]):
                    return new BotStep.Reply(submit.ReplyIfIdle);
            }

            step = await RunStepAsync(unit, step, chat);
            // The next step must see the effects of this one.
            await unit.FlushAsync();
        }
    }

    private async Task<BotStep> RunStepAsync(WriteUnit unit, BotStep step, ChatAddress chat) => step switch
    {
        BotStep.Submit submit => submit.Then(await SubmitAsync(unit, submit.Messages)),
        BotStep.Amend amend => amend.Then(await desk.AmendAsync(unit, chat, amend.Number, amend.Amendment)),
        BotStep.SetLanguage set => set.Then(await desk.SetLanguageAsync(unit, chat, set.Language)),
        BotStep.ListTickets list => list.Then(await desk.ListTicketsAsync(unit, chat)),
        BotStep.FindReplied find => find.Then(await DeskForBots.FindRepliedAsync(unit, chat, find.Message)),
        BotStep.MoveToTicket move => move.Then(await desk.MoveMessageAsync(unit, chat, move.ExternalId, move.TargetTicket)),
        BotStep.Urge urge => urge.Then(await desk.UrgeAsync(unit, chat, urge.Number)),
        BotStep.AskForCall call => call.Then(await desk.RequestCallAsync(unit, chat, call.Number)),
        BotStep.Withdraw withdraw => withdraw.Then(await desk.WithdrawAsync(unit, chat, withdraw.Number, withdraw.Text)),
        BotStep.Reopen reopen => reopen.Then(await desk.ReopenAsync(unit, chat, reopen.Number, reopen.Text)),
        BotStep.Appeal appeal => appeal.Then(await desk.AppealAsync(unit, chat, appeal.Number)),
        BotStep.Rate rate => rate.Then(await desk.RateAsync(unit, chat, rate.Number, rate.Score, rate.CorrectsRating)),
        BotStep.Comment comment => comment.Then(await desk.AddRatingCommentAsync(unit, chat, comment.Number, comment.Text)),
        BotStep.Track track => track.Then(await codes.TrackAsync(unit, chat, track.Number, track.Code)),
        BotStep.PickUp pickUp => pickUp.Then(await codes.PickUpAsync(unit, chat, pickUp.Code, pickUp.Language, pickUp.Number)),
        BotStep.FindAnswer find => find.Then(desk.FindAnswer(find.Code, find.Language)),
        BotStep.LinkStaff link => link.Then(await staffChats.LinkAsync(unit, chat, link.Code, link.Language)),
        _ => throw new InvalidOperationException($"Unhandled step {step.GetType().Name}."),
    };

    // The later parts of a long text must find the ticket that the first part opened.
    private async Task<IntakeReceipt> SubmitAsync(WriteUnit unit, IReadOnlyList<IncomingMessage> messages)
    {
        var receipt = await desk.SubmitAsync(unit, messages[0]);
        foreach (var message in messages.Skip(1))
        {
            await unit.FlushAsync();
            await desk.SubmitAsync(unit, message);
        }

        return receipt;
    }
}
