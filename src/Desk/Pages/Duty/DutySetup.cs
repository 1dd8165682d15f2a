using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Duty.Answers;
using EcomCenter.Desk.Pages.Duty.Check;
using EcomCenter.Desk.Pages.Duty.FollowUps;
using EcomCenter.Desk.Pages.Duty.Handover;
using EcomCenter.Desk.Pages.Duty.Head;
using EcomCenter.Desk.Pages.Duty.Record;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Duty;

/// <summary>The pages of the people on duty.</summary>
public static class DutySetup
{
    public const string Path = "/desk/duty";

    public static IServiceCollection AddDuty(this IServiceCollection services) => services
        .AddSingleton<FollowUpQuery>().AddSingleton<HeadQuery>().AddSingleton<DutyRecordQuery>().AddSingleton<HandoverQuery>()
        .AddSingleton<CheckQuery>().AddSingleton<AnswerReviewQuery>();

    /// <summary>
    /// Maps the pages. The handlers check the antiforgery token themselves, to show the page again instead of a bare 400.
    /// </summary>
    public static void MapDuty(this IEndpointRouteBuilder app)
    {
        var duty = app.MapGroup(Path).RequireRight(Right.KeepDuty).DisableAntiforgery().ExcludeFromDescription();
        duty.MapGet("", DutyRecordPages.ShowAsync);
        duty.MapPost("entries", DutyRecordPages.AddAsync);
        app.MapAnswerReviews();
        duty.MapGet("check", CheckPages.ShowAsync);
        duty.MapPost("check", CheckPages.TickAsync);
        duty.MapGet("handover", HandoverPages.ShowAsync);
        duty.MapPost("handover/start", HandoverPages.StartAsync);
        duty.MapPost("handover/{id:long}/accept", HandoverPages.AcceptAsync);
        duty.MapPost("handover/{id:long}/lead", HandoverPages.GiveToLeadAsync);
        duty.MapGet("follow-ups", FollowUpPages.ShowAsync);
        duty.MapGet("head", HeadPages.ShowAsync);
    }
}
