using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Duty.Answers;

/// <summary>The answers that were drawn, for a supervisor to mark with five ticks.</summary>
internal static class AnswerReviewPages
{
    public const string Path = DutySetup.Path + "/answers";

    public static void MapAnswerReviews(this IEndpointRouteBuilder app)
    {
        var answers = app.MapGroup(Path).RequireRight(Right.Supervise).DisableAntiforgery().ExcludeFromDescription();
        answers.MapGet("", ShowAsync);
        answers.MapPost("", MarkAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AnswerReviewQuery query, CancellationToken cancellation) =>
        PageResult.For<AnswerReviewPage>(new { View = await query.ReadAsync(http.RequireActor(), cancellation) });

    private static async Task<IResult> MarkAsync(
        HttpContext http, AnswerReviewQuery query, DeskWriter writer, CancellationToken cancellation)
    {
        var (actor, post) = (http.RequireActor(), await FormPost.ReadAsync(http));
        var fault = !post.HasValidToken ? "form.stale"
            : await TryMarkAsync(post, actor, writer, cancellation) ? null : "duty.answers.notMarked";
        if (fault is null) return TypedResults.LocalRedirect(Path);
        var code = post.HasValidToken ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return PageResult.For<AnswerReviewPage>(new { View = await query.ReadAsync(actor, cancellation), NoticeKey = fault }, code);
    }

    private static Task<bool> TryMarkAsync(FormPost post, Actor actor, DeskWriter writer, CancellationToken cancellation)
    {
        var message = long.TryParse(post.Raw("message"), out var id) ? id : 0;
        var given = post.Values("tick").Select(tick => Array.IndexOf(AnswerReview.Ticks, tick)).Where(bit => bit >= 0)
            .Aggregate(0, (bits, bit) => bits | (1 << bit));
        return writer.WriteAsync(async unit =>
        {
            var review = await unit.Db.Set<AnswerReview>().FirstOrDefaultAsync(
                r => r.MessageId == message && r.Given == null && r.User != actor.Author.Code, cancellation);
            if (review is null) return false;
            (review.Given, review.ReviewedBy, review.ReviewedAt) = (given, actor.Author.Code, unit.Now);
            return true;
        }, cancellation);
    }
}
