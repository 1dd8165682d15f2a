using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>
/// Drives conversations on an in-memory desk, one update after the other: a small interpreter of the dialog's steps. As a hosted service
/// it processes updates as they are stored.
/// </summary>
internal sealed class InMemoryConversations(InMemoryDesk desk, Dialog dialog, IEnumerable<IUpdateReader> readers) : BackgroundService
{
    public void ProcessAll()
    {
        while (desk.FindNextUpdate() is var (key, update)) Process(key, update);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            ProcessAll();
            await Task.Delay(5, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Process(long key, RawUpdate update)
    {
        if (readers.Single(reader => reader.Channel == update.Channel).Parse(update) is not ParsedUpdate.Understood(var input))
        {
            desk.Complete(key);
            return;
        }

        if (!desk.RememberWords(input))
        {
            desk.Complete(key);
            return;
        }

        var state = desk.LoadState(input.From);
        var offered = TypedAnswer.IsPossible(input) ? desk.LoadLastButtons(input.From) : [];
        var end = RunSteps(dialog.Next(state, input, update.ReceivedAt, offered), input.From, update.ReceivedAt);
        if (end is BotStep.Reply(var reply))
            desk.SaveReply(input.From, reply.NextState, reply.MessagesTo(input.From));
        desk.Complete(key);
    }

    private BotStep RunSteps(BotStep step, ChatAddress chat, DateTimeOffset now)
    {
        while (step is not (BotStep.Reply or BotStep.Ignore))
        {
            if (step is BotStep.SetReachable(var reachable))
            {
                desk.ReachableChanges.Add(reachable);
                return step;
            }

            if (step is BotStep.Submit submit && desk.IsCourtesyOnly(submit.Messages[0])) return new BotStep.Reply(submit.ReplyIfIdle);
            step = Run(step, chat, now);
        }

        return step;
    }

    private BotStep Run(BotStep step, ChatAddress chat, DateTimeOffset now) => step switch
    {
        BotStep.Submit submit => submit.Then(submit.Messages.Select(desk.Submit).ToList()[0]),
        BotStep.Amend amend => amend.Then(desk.Amend(chat, amend.Number, amend.Amendment)),
        BotStep.SetLanguage set => set.Then(desk.SetLanguage(chat, set.Language)),
        BotStep.ListTickets list => list.Then(desk.ListTickets(chat)),
        BotStep.FindReplied find => find.Then(desk.TicketOf(find.Message.ExternalId) ?? find.Message.NamedTicket),
        BotStep.MoveToTicket move => move.Then(desk.MoveMessage(chat, move.ExternalId, move.TargetTicket)),
        BotStep.Urge urge => urge.Then(desk.Urge(chat, urge.Number, now)),
        BotStep.AskForCall call => call.Then(desk.RequestCall(call.Number)),
        BotStep.Withdraw withdraw => withdraw.Then(desk.Withdraw(chat, withdraw.Number)),
        BotStep.Reopen reopen => reopen.Then(desk.Reopen(chat, reopen.Number, reopen.Text)),
        BotStep.Appeal appeal => appeal.Then(desk.Appeal(appeal.Number)),
        BotStep.Rate rate => rate.Then(desk.Rate(chat, rate.Number, rate.Score, rate.CorrectsRating)),
        BotStep.Comment comment => comment.Then(desk.AddRatingComment(comment.Number, comment.Text)),
        BotStep.LinkStaff link => link.Then(link.Code == InMemoryDesk.StaffCode),
        BotStep.Track track => track.Then(desk.Track(track.Number, track.Code)),
        BotStep.FindAnswer find => find.Then(desk.FindAnswer(find.Code, find.Language)),
        BotStep.PickUp pickUp => pickUp.Then(desk.PickUp(chat, pickUp.Code)),
        _ => throw new InvalidOperationException($"Unhandled step {step.GetType().Name}."),
    };
}
