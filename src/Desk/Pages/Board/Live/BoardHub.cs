using System.Security.Claims;
using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>The hub of the live board. A reconnect is a new connection: it calls Watch again with the last sequence it knows.</summary>
internal sealed class BoardHub(BoardViewers viewers, BoardCatchUp catchUp, PresenceTracker presence) : Hub
{
    private BoardViewer CurrentViewer => viewers.Find(Context.ConnectionId) ?? throw new HubException("This connection is closing.");

    public override async Task OnConnectedAsync()
    {
        var language = Context.GetHttpContext()?.Language() ?? Language.ZhHans;
        if (ActorClaims.ToActor(Context.User ?? new(), language) is not { } actor)
        {
            Context.Abort();
            return;
        }

        var stamp = Context.User?.FindFirstValue(StaffPrincipalFactory.StampClaim);
        var session = Context.User is { } user ? StaffSessions.FindHash(user) : null;
        var viewer = new BoardViewer(Context.ConnectionId, actor, ReadScope.ForActor(actor), stamp, session, Context.Abort);
        viewers.Add(viewer);
        await Groups.AddToGroupAsync(Context.ConnectionId, BoardViewer.EveryoneGroup);
        if (Authority.May(actor, Right.Supervise)) await Groups.AddToGroupAsync(Context.ConnectionId, BoardViewer.SupervisorGroup);
        if (!viewer.IsKey) await Groups.AddToGroupAsync(Context.ConnectionId, BoardViewer.UserGroup(actor.Author.Code));
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await presence.MarkDisconnectedAsync(Context.ConnectionId);
        viewers.Remove(Context.ConnectionId);
    }

    /// <summary>
    /// Subscribes to changes. Returns the changes since <paramref name="after"/>, or all open cards when it is null or too long ago.
    /// </summary>
    public async Task<WatchResult> Watch(long? after)
    {
        var me = CurrentViewer;
        // The group is joined before the read: a change committed in between then arrives twice rather than never.
        if (me.Scope != ReadScope.Nothing) await Groups.AddToGroupAsync(me.ConnectionId, me.Audience.GroupName);
        if (after is { } known) after = viewers.TakeCatchUpSequence(me.ConnectionId, known);
        try
        {
            return await catchUp.ReadAsync(me, after, Context.ConnectionAborted);
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // The connection closed meanwhile: nobody receives the result, and it is no error.
            return new(0, null, null);
        }
    }

    public Task Viewing(string number) => presence.MarkViewingAsync(CurrentViewer, number, typing: false);

    public Task Typing(string number) => presence.MarkViewingAsync(CurrentViewer, number, typing: true);

    public Task Left(string number) => presence.MarkLeftAsync(Context.ConnectionId, number);
}
