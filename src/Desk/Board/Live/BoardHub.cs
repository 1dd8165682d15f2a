using System.Security.Claims;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Board.Live;

/// <summary>The hub of the live board. A reconnect is a new connection: it calls Watch again with the last sequence it knows.</summary>
internal sealed class BoardHub(Viewers viewers, BoardGap gap, PresenceBook presence) : Hub
{
    private Viewer Me => viewers.Find(Context.ConnectionId) ?? throw new HubException("This connection is closing.");

    public override async Task OnConnectedAsync()
    {
        var language = Context.GetHttpContext()?.Language() ?? Language.ZhHans;
        if (Principals.ActorOf(Context.User ?? new(), language) is not { } actor)
        {
            Context.Abort();
            return;
        }

        var stamp = Context.User?.FindFirstValue(StaffPrincipals.Stamp);
        var viewer = new Viewer(Context.ConnectionId, actor, ReadScope.Of(actor), stamp, Context.Abort);
        viewers.Add(viewer);
        await Groups.AddToGroupAsync(Context.ConnectionId, Viewer.Everybody);
        if (Authority.May(actor, Right.Supervise)) await Groups.AddToGroupAsync(Context.ConnectionId, Viewer.Supervisors);
        if (!viewer.IsKey) await Groups.AddToGroupAsync(Context.ConnectionId, Viewer.UserGroup(actor.By.Code));
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await presence.LeftAllAsync(Context.ConnectionId);
        viewers.Remove(Context.ConnectionId);
    }

    /// <summary>
    /// Subscribes to changes. Returns the changes since <paramref name="after"/>, or all open cards when it is null or too long ago.
    /// </summary>
    public async Task<Watched> Watch(long? after)
    {
        var me = Me;
        // The group is joined before the read: a change committed in between then arrives twice rather than never.
        if (me.Scope != ReadScope.Nothing) await Groups.AddToGroupAsync(me.Connection, me.Audience.Group);
        if (after is { } known) after = viewers.CatchUpFrom(me.Connection, known);
        try
        {
            return await gap.ReadAsync(me, after, Context.ConnectionAborted);
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // The connection closed meanwhile: nobody receives the result, and it is no error.
            return new(0, null, null);
        }
    }

    public Task Viewing(string number) => presence.SeenAsync(Me, number, typing: false);

    public Task Typing(string number) => presence.SeenAsync(Me, number, typing: true);

    public Task Left(string number) => presence.LeftAsync(Context.ConnectionId, number);
}
