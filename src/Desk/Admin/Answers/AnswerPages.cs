using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using EditorResult = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Admin.Answers.SheetsPage>,
    Microsoft.AspNetCore.Http.HttpResults.NotFound>;

namespace EcomCenter.Desk.Admin.Answers;

/// <summary>The pages on which staff edit frequent questions and offices, and their forms.</summary>
internal static class AnswerPages
{
    public const string Questions = "/desk/admin/questions", Offices = "/desk/admin/offices";

    public static void MapAnswers(this IEndpointRouteBuilder endpoints)
    {
        var questions = endpoints.MapGroup(Questions).RequireRight(Right.EditAnswers).DisableAntiforgery().ExcludeFromDescription();
        questions.MapGet("", (HttpContext http, QuestionCatalogue all) => ShowAsync(http, all, null, null));
        questions.MapPost("", (HttpContext http, QuestionCatalogue all) => KeepAsync(http, all, null));
        questions.MapPost("{code}", (HttpContext http, QuestionCatalogue all, string code) => KeepAsync(http, all, code));
        questions.MapPost("{code}/retired", (HttpContext http, QuestionCatalogue all, string code) => RetireAsync(http, all, code));
        var offices = endpoints.MapGroup(Offices).RequireRight(Right.EditAnswers).DisableAntiforgery().ExcludeFromDescription();
        offices.MapGet("", (HttpContext http, OfficeCatalogue all) => ShowAsync(http, all, null, null));
        offices.MapPost("", (HttpContext http, OfficeCatalogue all) => KeepAsync(http, all, null));
        offices.MapPost("{code}", (HttpContext http, OfficeCatalogue all, string code) => KeepAsync(http, all, code));
        offices.MapPost("{code}/retired", (HttpContext http, OfficeCatalogue all, string code) => RetireAsync(http, all, code));
    }

    private static async Task<RazorComponentResult<SheetsPage>> ShowAsync<T>(
        HttpContext http, EditedCatalogue<T> all, Sheet? tried, string? trouble)
        where T : class, IEdited
    {
        var book = await all.ReadAsync(http.Language(), tried, http.RequestAborted);
        var status = trouble is not null ? StatusCodes.Status400BadRequest
            : tried is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return Page.Of<SheetsPage>(new { Book = book, Trouble = trouble, Faults = tried?.Faults ?? [] }, status);
    }

    private static async Task<EditorResult> KeepAsync<T>(HttpContext http, EditedCatalogue<T> all, string? code)
        where T : class, IEdited
    {
        if (await http.OwnFormAsync() is not { } form) return await ShowAsync(http, all, null, "admin.stale");
        var sheet = all.Read(code, form);
        if (sheet.Faults.Count > 0) return await ShowAsync(http, all, sheet, null);
        return await all.KeepAsync(sheet, http.RequestAborted) is { } kept ? Back(all.Path, kept) : TypedResults.NotFound();
    }

    private static async Task<EditorResult> RetireAsync<T>(HttpContext http, EditedCatalogue<T> all, string code)
        where T : class, IEdited
    {
        if (await http.OwnFormAsync() is not { } form) return await ShowAsync(http, all, null, "admin.stale");
        var found = await all.RetireAsync(code, form.Text("retired") == "true", http.RequestAborted);
        return found ? Back(all.Path, code) : TypedResults.NotFound();
    }

    private static RedirectHttpResult Back(string path, string code) =>
        TypedResults.LocalRedirect($"{path}?done={Uri.EscapeDataString(code)}#{Uri.EscapeDataString(code)}");
}
