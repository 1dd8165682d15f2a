using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /departments</c>, <c>/services</c>, <c>/townships</c>: codes and names.</summary>
internal static class GetCatalogue
{
    public static Results<OkResponse<CataloguePage>, ProblemResult> Departments(
        ApiCaller caller, EmptyQuery query, CatalogueCache catalogue) => List(caller, query, catalogue.Departments);

    public static Results<OkResponse<CataloguePage>, ProblemResult> Services(
        ApiCaller caller, EmptyQuery query, CatalogueCache catalogue) => List(caller, query, catalogue.ServiceItems);

    public static Results<OkResponse<CataloguePage>, ProblemResult> Townships(
        ApiCaller caller, EmptyQuery query, CatalogueCache catalogue) => List(caller, query, catalogue.Townships);

    private static Results<OkResponse<CataloguePage>, ProblemResult> List(
        ApiCaller caller, EmptyQuery query, IEnumerable<CatalogueRow> rows)
    {
        var mayRead = Authority.May(caller.Actor, Right.ReadTickets) || Authority.May(caller.Actor, Right.ManageStaff);
        if (!mayRead) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (query.Problem is { } problem) return problem;
        return ApiResponse.Ok(CataloguePage.From(rows), ApiResponse.Json.CataloguePage);
    }
}
